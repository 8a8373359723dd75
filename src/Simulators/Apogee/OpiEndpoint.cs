using System.Text;
using Microsoft.AspNetCore.Http;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>POST /services/OpiMetier, from the bytes to the answer, faults of the network included.</summary>
internal sealed class OpiEndpoint(
    ApogeeOptions options, ApogeeState state, CallLog log, PanneQueue pannes, Dice dice, TimeProvider clock, Func<ApogeeSins> currentSins, CancellationToken stopped)
{
    public const string Operation = "OpiMetier";

    // A late call whose caller never gives up is applied all the same.
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(60);

    private readonly OpiRules _rules = new(options);
    private int _burst;

    public async Task HandleAsync(HttpContext context)
    {
        log.Count("appels");
        if (!IsAuthorized(context.Request))
        {
            log.Count("nonAutorises");
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Apogee\"";
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var panne = pannes.Take(Operation) ?? Sin();
        if (panne?.Type == TypePanne.Indisponible)
        {
            log.Count("pannes503");
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            await HandleAsync(context, OpiMessage.Read(body.ToArray(), out var erreur), erreur, panne);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested || stopped.IsCancellationRequested)
        {
            log.Count("abandons");
        }
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
            await WaitAsync(context, panne);
            var fault = _rules.Check(message, state.Knows(code));
            if (fault is null)
            {
                state.Apply(message, panne?.Type == TypePanne.VoeuxPerdus);
                log.Count("acceptes");
            }
            else
            {
                log.Refused(code, fault);
            }

            if (panne?.Type is TypePanne.Coupure)
            {
                log.Count("coupures");
                context.Abort();
            }
            else if (fault is null)
            {
                await SoapWriter.SuccessAsync(context.Response, message);
            }
            else
            {
                await SoapWriter.FaultAsync(context.Response, message.Namespace, fault);
            }
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

    /// <summary>Whoever has sent its call cannot take it back: a caller that leaves does not stop it.</summary>
    private async Task WaitAsync(HttpContext context, Panne? panne)
    {
        if (panne?.Type == TypePanne.Lenteur)
        {
            log.Count("lenteurs");
            await Task.Delay(TimeSpan.FromMilliseconds(panne.Millisecondes), clock, stopped);
        }
        else if (panne?.Type == TypePanne.Tardif)
        {
            log.Count("tardifs");
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopped);
            await Task.Delay(LongestPatience, clock, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(options.Retard, clock, stopped);
        }
    }

    private bool IsAuthorized(HttpRequest request) =>
        options.Login is null
        || request.Headers.Authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Login}:{options.MotDePasse}"));

    private Panne? Sin()
    {
        var sins = currentSins();
        if (dice.Roll(sins.Rafale503))
            Interlocked.Exchange(ref _burst, sins.LongueurRafale);
        if (Interlocked.Decrement(ref _burst) >= 0)
            return new Panne(TypePanne.Indisponible, 1, 0, null);

        Interlocked.Exchange(ref _burst, 0);
        if (dice.Roll(sins.Coupure))
            return new Panne(TypePanne.Coupure, 1, 0, null);
        if (dice.Roll(sins.Tardif))
            return new Panne(TypePanne.Tardif, 1, 0, null);
        return dice.Roll(sins.Lenteur) ? new Panne(TypePanne.Lenteur, 1, sins.LenteurMillisecondes, null) : null;
    }
}
