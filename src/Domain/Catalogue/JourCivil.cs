using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>
/// The feed writes days as instants: 22:00Z or 23:00Z of the evening before is midnight in Paris. A day is always Paris's, and never
/// compared as text.
/// </summary>
public static class JourCivil
{
    public static bool TryParse(string? texte, out DateOnly jour)
    {
        if (DateOnly.TryParseExact(texte, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out jour)) return true;
        if (!DateRecue.TryParseInstant(texte, out var instant)) return false;
        jour = De(instant);
        return true;
    }

    public static DateOnly De(DateTimeOffset instant) => DateOnly.FromDateTime(Paris.At(instant).DateTime);
}
