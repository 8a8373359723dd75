using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Faces.Pages;

/// <summary>
/// The first and the last day of a period, in Paris, as a form gives them: the last one counts whole, and either may be empty.
/// </summary>
public sealed record JoursSaisis(string Du, string Au)
{
    public DateTimeOffset? Depuis => Lu(Du) is { } day ? Debut(day) : null;
    public DateTimeOffset? Jusqua => Lu(Au) is { } day ? Debut(day.AddDays(1)) : null;

    public IEnumerable<Erreur> Erreurs()
    {
        foreach (var (field, text) in new[] { ("du", Du), ("au", Au) })
            if (text.Length > 0 && Lu(text) is null) yield return new(field, DateRecue.Refus(text, DateRecue.FormeJour));
        if (Lu(Du) is { } first && Lu(Au) is { } last && last < first) yield return new("au", "Le dernier jour est avant le premier.");
    }

    private static DateOnly? Lu(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is > 2000 and < 2200 ? day : null;

    private static DateTimeOffset Debut(DateOnly day) => Paris.FromLocal(day.ToDateTime(TimeOnly.MinValue));
}
