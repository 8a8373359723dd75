using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>
/// The school year that one connects to in Fregata. Candidates of session 2026 are of 2026-2027 (seed 002: the files of
/// June 2023 are imported in 2023-2024, "puisque les dossiers d'inscriptions concernent l'année scolaire suivante").
/// </summary>
public static class AnneeScolaire
{
    /// <summary>What is answered to a text that is no school year.</summary>
    public const string Forme = "Indiquer l'année scolaire de connexion sous la forme 2026-2027.";

    public static string De(int session) => string.Create(CultureInfo.InvariantCulture, $"{session}-{session + 1}");

    /// <summary>The session whose candidates are of this year; null when the text is no school year.</summary>
    public static int? Session(string? annee) =>
        annee is { Length: 9 } && int.TryParse(annee.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var session)
        && De(session) == annee ? session : null;

    /// <summary>Whether candidates can be imported into a year today.</summary>
    /// <param name="annee">As asked, for instance <c>2026-2027</c>.</param>
    /// <param name="campagnes">The known calendars.</param>
    /// <param name="jour">Today in Paris.</param>
    /// <returns>The session to import, or why it is refused, in French.</returns>
    public static (int? Session, string? Refus) Verifier(string? annee, IEnumerable<CalendrierCampagne> campagnes, DateOnly jour)
    {
        if (Session(annee) is not { } asked)
            return (null, Forme);

        var known = campagnes.ToList();
        var running = known.Where(c => c.DebutAdmission <= jour).Select(c => c.Session).DefaultIfEmpty(0).Max();
        if (known.Find(c => c.Session == asked) is { } next && next.DebutAdmission > jour && asked > running)
            return (null, string.Create(CultureInfo.InvariantCulture,
                $"La phase d'admission de Parcoursup pour l'année scolaire {annee} commence le {next.DebutAdmission:dd/MM/yyyy} : "
                + $"recommencer à partir de ce jour."));

        var current = running == 0 ? jour.Year : running;
        return asked == current ? (asked, null) : (null,
            $"Année scolaire {annee} : les dossiers des candidats de la session {current} de Parcoursup concernent "
            + $"l'année scolaire suivante, {De(current)}. Se connecter sur l'année scolaire {De(current)}, puis recommencer.");
    }
}
