// Reads routes and Kamelets with karavan-core, writes them back as the designer does when it saves, and checks that nothing was lost.
// OUT gets each file under its own name.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as yaml from 'js-yaml';
import { CamelDefinitionYaml } from 'karavan-core/api/CamelDefinitionYaml';
import { KameletApi } from 'karavan-core/api/KameletApi';
import { ComponentApi } from 'karavan-core/api/ComponentApi';

const [out, components, ...files] = process.argv.slice(2);
if (!out || files.length === 0) {
    console.error('usage: writeback OUT COMPONENTS_JSON FILE…');
    process.exit(2);
}
const failures = [];
const check = (what, holds) => holds || failures.push(what);

/** Everything that has a uri, in the order of the file: each endpoint with its parameters. */
const endpoints = node => {
    if (Array.isArray(node)) return node.flatMap(endpoints);
    if (node === null || typeof node !== 'object') return [];
    const own = node.uri === undefined ? [] : [{ uri: node.uri, parameters: stringly(node.parameters ?? {}) }];
    return [...own, ...Object.entries(node).flatMap(([key, value]) =>
        key === 'to' && typeof value === 'string' ? [{ uri: value, parameters: {} }]
            : key === 'parameters' ? [] : endpoints(value))];
};
/** What a file is made of; the designer drops a global errorHandler, for one. */
const parts = node => Array.isArray(node) ? node.map(part => Object.keys(part)[0]).sort() : [];
const stringly = parameters => Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
const save = (file, text) => CamelDefinitionYaml.integrationToYaml(CamelDefinitionYaml.yamlToIntegration(path.basename(file), text));
const beans = kamelet => kamelet.spec.template.beans ?? [];

const merged = JSON.parse(fs.readFileSync(components, 'utf8'));
check(`${components}: the component is not in it once`, merged.filter(c => c.component.name === 'b24openlines').length === 1);
ComponentApi.saveComponents(merged.map(c => JSON.stringify(c)), true);
const component = ComponentApi.findByName('b24openlines');
check(`${components}: the designer does not find the component`, component !== undefined);
const properties = ComponentApi.getComponentProperties('b24openlines', 'producer');
check(`${components}: the form has no operation`, properties.some(p => p.name === 'operation' && p.enum?.includes('transfer')));

fs.mkdirSync(out, { recursive: true });
for (const file of files) {
    const text = fs.readFileSync(file, 'utf8');
    const before = yaml.load(text);
    const written = save(file, text);
    const after = yaml.load(written);
    check(`${file}: an endpoint has changed`, isDeepStrictEqual(endpoints(before), endpoints(after)));
    check(`${file}: a part outside of the routes has changed`, isDeepStrictEqual(parts(before), parts(after)));
    check(`${file}: a second save loses an endpoint`, isDeepStrictEqual(endpoints(before), endpoints(yaml.load(save(file, written)))));
    if (before?.kind === 'Kamelet') {
        KameletApi.saveKamelet(text);
        const name = before.metadata.name;
        const form = KameletApi.getKameletProperties(name);
        check(`${file}: no icon`, KameletApi.findKameletByName(name)?.icon().startsWith('data:image/svg+xml'));
        check(`${file}: its form lacks a property`, isDeepStrictEqual(form.map(p => p.id), Object.keys(before.spec.definition.properties)));
        check(`${file}: a secret is no password`, form.filter(p => /token|secret/i.test(p.id) && p.id !== 'tokenStore').every(p => p.format === 'password'));
        check(`${file}: its beans have changed`, isDeepStrictEqual(beans(before), beans(after)));
        check(`${file}: its title has changed`, before.spec.definition.title === after.spec.definition.title);
    }
    fs.writeFileSync(path.join(out, path.basename(file)), written);
}
failures.forEach(failure => console.error(failure));
console.log(`${files.length} files written back by karavan-core`);
process.exit(failures.length === 0 ? 0 : 1);
