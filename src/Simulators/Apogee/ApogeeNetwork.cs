using System.Text;
using Microsoft.AspNetCore.Http;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>What stands between a caller and any service of Apogée: the login, and what goes wrong on the way.</summary>
internal sealed class ApogeeNetwork(
    ApogeeOptions options, CallLog log, PanneQueue pannes, Dice dice, TimeProvider clock, Func<ApogeeSins> currentSins,
    CancellationToken stopped)
{
    // A late call whose caller never gives up is applied all the same.
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(60);

    private int _burst;

    /// <summary>
    /// Lets a call through to <paramref name="carryOut"/> with its body and the fault that it has to suffer; a wrong
    /// login and an outage are answered here.
    /// </summary>
    public async Task PassAsync(HttpContext context, string service, Func<byte[], Panne?, Task> carryOut)
    {
        if (!IsAuthorized(context.Request))
        {
            log.Count("nonAutorises");
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Apogee\"";
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var panne = pannes.Take(service) ?? Sin();
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
            await carryOut(body.ToArray(), panne);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested || stopped.IsCancellationRequested)
        {
            log.Count("abandons");
        }
    }

    /// <summary>Whoever has sent its call cannot take it back: a caller that leaves does not stop it.</summary>
    public async Task WaitAsync(HttpContext context, Panne? panne)
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

    /// <summary>True when the connection was reset instead of answering.</summary>
    public bool Cut(HttpContext context, Panne? panne)
    {
        if (panne?.Type is not TypePanne.Coupure)
            return false;

        log.Count("coupures");
        context.Abort();
        return true;
    }

    private bool IsAuthorized(HttpRequest request) =>
        options.Login is null
        || request.Headers.Authorization == "Basic "
        + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Login}:{options.MotDePasse}"));

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
