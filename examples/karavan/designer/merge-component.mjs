// Puts the component's form into the components.json of a Karavan that you build yourself; run again, it replaces it.
// Usage: node merge-component.mjs b24openlines.json components.json
import { readFileSync, writeFileSync } from 'node:fs';

const [ours, all] = process.argv.slice(2);
if (!ours || !all) {
    console.error('usage: node merge-component.mjs b24openlines.json components.json');
    process.exit(2);
}
// the designer shows endpoints; what stands on the component is in application.properties
const { componentProperties, ...form } = JSON.parse(readFileSync(ours, 'utf8'));
const others = JSON.parse(readFileSync(all, 'utf8')).filter(c => c.component.name !== form.component.name);
writeFileSync(all, JSON.stringify([...others, form], null, 2) + '\n');
console.log(`${form.component.title} is in ${all}, beside ${others.length} others`);
