using Microsoft.AspNetCore.Http;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>POST /services/OpiMetier, from the bytes to the answer, faults of the network included.</summary>
internal sealed class OpiEndpoint(ApogeeOptions options, ApogeeState state, CallLog log, ApogeeNetwork network)
{
    public const string Operation = "OpiMetier";

    private readonly OpiRules _rules = new(options);

    public Task HandleAsync(HttpContext context)
    {
        log.Count("appels");
        return network.PassAsync(context, Operation, (body, panne) =>
            HandleAsync(context, OpiMessage.Read(body, out var erreur), erreur, panne));
    }

    private async Task HandleAsync(HttpContext context, OpiMessage? message, string erreur, Panne? panne)
    {
        if (message is null || Unknown(message) is not null)
        {
            log.Count("nonReconnus");
            await SoapWriter.PlainFaultAsync(context.Response, message is null ? erreur : Unknown(message)!);
            return;
        }

        var code = message.CodOpiIntEpo;
        if (code is not null)
            log.Enter(code);
        try
        {
            await network.WaitAsync(context, panne);
            var fault = _rules.Check(message, state.Knows(code));
            if (fault is null && OpiRules.Items(message).Any(item => options.VetsSansParent.Contains(OpiRules.VetOf(item))))
            {
                log.Count("contraintes");
                await SoapWriter.PlainFaultAsync(context.Response,
                    "java.sql.SQLIntegrityConstraintViolationException: ORA-02291: integrity constraint (APOGEE.VOE_VET_FK) violated - "
                    + "parent key not found");
                return;
            }

            if (fault is null)
            {
                state.Apply(message, panne?.Type == TypePanne.VoeuxPerdus);
                log.Count("acceptes");
            }
            else
            {
                log.Refused(code, fault);
            }

            if (network.Cut(context, panne))
                return;
            if (fault is null)
                await SoapWriter.SuccessAsync(context.Response, message);
            else
                await SoapWriter.FaultAsync(context.Response, message.Namespace, fault);
        }
        finally
        {
            if (code is not null)
                log.Leave(code);
        }
    }

    private string? Unknown(OpiMessage message) =>
        (options.EspaceDeNoms is { } ns && ns != message.Namespace) || !OpiHistory.Serves(options, message.Version)
            ? $"No such operation '{message.Operation}'"
            : OpiHistory.UnknownElement(message) is { } element ? $"org.xml.sax.SAXException: Invalid element - {element}" : null;
}
