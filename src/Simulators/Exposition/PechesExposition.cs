using Microsoft.AspNetCore.Http;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Exposition;

/// <summary>Plays the faults that were ordered, else those that chance brings.</summary>
internal sealed class PechesExposition(int graine, TimeProvider clock)
{
    private const int LongueurRafale = 5;
    private readonly Dice _dice = new(graine);
    private int _rafale;

    public PanneQueue Pannes { get; } = new();

    public ExpositionPeches Peches { get; set; } = new();

    /// <returns>True when the call got a fault instead of its answer; a delay is none.</returns>
    public async Task<bool> JouerAsync(HttpContext http, string methode, Func<ReponseExposition> repondre)
    {
        var panne = Pannes.Take(methode) ?? Hasard();
        switch (panne?.Type)
        {
            case TypePanne.Indisponible:
                await ReponseExposition.Erreur(503, "Service Unavailable").WriteAsync(http);
                return true;
            case TypePanne.Lenteur:
                await Task.Delay(TimeSpan.FromMilliseconds(panne.Millisecondes), clock, http.RequestAborted);
                return false;
            case TypePanne.Coupure:
                http.Abort();
                return true;
            case TypePanne.PageHtml404:
                await ReponseExposition.WritePageAsync(http, StatusCodes.Status404NotFound);
                return true;
            case TypePanne.PageHtml200:
                await ReponseExposition.WritePageAsync(http, StatusCodes.Status200OK);
                return true;
            case TypePanne.CorpsCoupe:
                await repondre().WriteHalfAsync(http);
                return true;
            case TypePanne.TropDeRequetes:
                http.Response.Headers.RetryAfter = "1";
                await ReponseExposition.Erreur(429, "Too many requests, please try again later.").WriteAsync(http);
                return true;
            default:
                return false;
        }
    }

    private Panne? Hasard()
    {
        var peches = Peches;
        if (Interlocked.Decrement(ref _rafale) >= 0) return Une(TypePanne.Indisponible);
        Interlocked.Exchange(ref _rafale, 0);
        if (_dice.Roll(peches.Rafale503))
        {
            Interlocked.Exchange(ref _rafale, LongueurRafale - 1);
            return Une(TypePanne.Indisponible);
        }

        return _dice.Roll(peches.PageHtml404) ? Une(TypePanne.PageHtml404)
            : _dice.Roll(peches.PageHtml200) ? Une(TypePanne.PageHtml200)
            : _dice.Roll(peches.CorpsCoupe) ? Une(TypePanne.CorpsCoupe)
            : _dice.Roll(peches.Lenteur) ? new Panne(TypePanne.Lenteur, 1, peches.LenteurMillisecondes, null)
            : null;
    }

    private static Panne Une(TypePanne type) => new(type, 1, 0, null);
}
