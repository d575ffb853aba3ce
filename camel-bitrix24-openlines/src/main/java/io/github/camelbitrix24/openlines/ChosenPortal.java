// Copyright the camel-bitrix24-openlines authors. SPDX-License-Identifier: Apache-2.0
package io.github.camelbitrix24.openlines;

import io.github.camelbitrix24.openlines.api.B24AuthException;
import io.github.camelbitrix24.openlines.api.B24Exception;
import io.github.camelbitrix24.openlines.api.B24InvalidRequestException;
import io.github.camelbitrix24.openlines.api.B24UnavailableException;
import io.github.camelbitrix24.openlines.api.RestFailure;
import io.github.camelbitrix24.openlines.auth.OAuthApplication;
import io.github.camelbitrix24.openlines.auth.OAuthCaller;
import io.github.camelbitrix24.openlines.auth.TokenKey;
import io.github.camelbitrix24.openlines.events.VerifiedPortal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.commons.lang3.StringUtils;

/** Picks portal and caller for each exchange: the portal of its verified event, the employee that it names. */
final class ChosenPortal implements ActingPortal {
    private final Portals portals;
    private final PortalSettings settings;
    private final OAuthApplication application;
    private final Employees employees;
    private final String actAs;
    private final String restMethod;

    /**
     * Makes a choice for one producer.
     *
     * @param settings without an address if the event says which portal
     * @param application whose installations and employees' tokens are used; null if there is none
     * @param employees null if nobody may be acted as
     * @param actAs the option, null if it is not set
     * @param restMethod for texts; may be null
     */
    ChosenPortal(
            Portals portals,
            PortalSettings settings,
            OAuthApplication application,
            Employees employees,
            String actAs,
            String restMethod) {
        this.portals = portals;
        this.settings = settings;
        this.application = application;
        this.employees = employees;
        this.actAs = actAs;
        this.restMethod = StringUtils.defaultString(restMethod, "call");
    }

    @Override
    public CompletableFuture<Acting> of(Exchange exchange) {
        String employee = Optional.ofNullable(
                        exchange.getMessage().getHeader(B24OpenLinesConstants.ACT_AS, String.class))
                .orElse(actAs);
        if (employee != null && employees == null) {
            throw ActingPortal.nobodyKnown();
        }
        if (employee != null && employee.isBlank()) {
            throw new B24InvalidRequestException("header " + B24OpenLinesConstants.ACT_AS
                    + " or option actAs is blank: name an employee, or remove it");
        }
        if (settings.place().address() != null) {
            return caller(settings, settings.place().address().host(), employee);
        }
        String memberId = VerifiedPortal.memberId(exchange)
                .orElseThrow(() -> new B24InvalidRequestException(
                        "no portal: portal=event acts on the portal whose verified event started the exchange, and none"
                                + " that names its portal did. Set portalUrl, or begin the route with"
                                + " b24openlines:events?source=push"));
        TokenKey key = TokenKey.installation(application.clientId(), memberId);
        return portals.installed()
                .address(application, key, settings.rules().maxWait())
                .handle((address, failure) -> {
                    if (failure != null) {
                        throw unavailable("the token store", failure);
                    }
                    return settings.at(address.orElseThrow(() -> notInstalled(memberId)))
                            .as(new OAuthCaller(application, key, Optional.empty()));
                })
                .thenCompose(found -> caller(found, memberId, employee));
    }

    private CompletableFuture<Acting> caller(PortalSettings found, String portal, String employee) {
        if (employee == null) {
            if (found.identity() == null) {
                throw new B24InvalidRequestException("no caller: set header " + B24OpenLinesConstants.ACT_AS
                        + " or option actAs to an employee whom credentialSource knows, or set authToken");
            }
            return CompletableFuture.completedFuture(portals.passing(found, restMethod, this));
        }
        return employees.find(portal, employee, settings.rules().maxWait()).handle((identity, failure) -> {
            if (failure != null) {
                throw unavailable("the credentialSource", failure);
            }
            return portals.passing(
                    found.as(identity.orElseThrow(() -> new B24InvalidRequestException(
                            "the credentialSource knows no employee " + employee + " of portal " + portal
                                    + ": look at header " + B24OpenLinesConstants.ACT_AS + " and option actAs"))),
                    restMethod,
                    this);
        });
    }

    private B24Exception notInstalled(String memberId) {
        return new B24AuthException(
                restMethod + ": no tokens are stored for portal " + memberId
                        + ": the application must be installed there. It was not executed",
                RestFailure.unsent(restMethod),
                null);
    }

    private RuntimeException unavailable(String what, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return new B24UnavailableException(
                    restMethod + ": " + what + " gave no answer within maxWait ("
                            + settings.rules().maxWait().toMillis() + " ms). It was not executed",
                    RestFailure.unsent(restMethod),
                    null);
        }
        return cause instanceof B24InvalidRequestException wrong
                ? wrong
                : new B24UnavailableException(
                        restMethod + ": " + what + " failed ("
                                + cause.getClass().getSimpleName() + "). It was not executed",
                        RestFailure.unsent(restMethod),
                        cause);
    }

    @Override
    public void stop() {
        portals.withdraw(this);
    }
}
