using System.Globalization;
using Parcoursup.Gateway.Domain.Decisions;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>A dossier that bears an INE, and who it is about.</summary>
public sealed record PorteurIne(int CodeCandidat, IdentitePersonne Identite);

/// <summary>
/// Rule K2: one INE under two identities that cannot be one person is a hold for both, which cites both: a student information system
/// would make one individual of them.
/// </summary>
public static class InePartage
{
    /// <summary>Where the hold says what is to be mended.</summary>
    public const string Champ = "candidat.ine";

    // A made-up INE may be borne by a whole promotion: who reads needs a few of them.
    private const int MostCited = 5;

    /// <param name="porteurs">Whoever bears the INE and is, or may come, in the student information system.</param>
    /// <returns>By dossier; who is in no conflict is not in it.</returns>
    public static IReadOnlyDictionary<int, Reserve> Juger(string ine, IReadOnlyCollection<PorteurIne> porteurs)
    {
        ArgumentNullException.ThrowIfNull(porteurs);
        var held = new Dictionary<int, Reserve>();
        var ordered = porteurs.OrderBy(p => p.CodeCandidat).ToList();
        foreach (var one in ordered)
            if (ordered.Where(other => one.Identite.NePeutEtre(other.Identite)).Take(MostCited).ToList() is { Count: > 0 } others)
                held[one.CodeCandidat] = new Reserve(Champ, Message(ine, one, others));
        return held;
    }

    private static string Message(string ine, PorteurIne one, IEnumerable<PorteurIne> others) =>
        $"L'INE {ine} est porté par des personnes différentes : {string.Join(", ", others.Prepend(one).Select(Named))}. Transmises "
        + "ainsi, le système d'information n'en ferait qu'une (règle K2) : faire corriger l'INE de l'une d'elles dans Parcoursup, puis "
        + "relancer la récupération.";

    private static string Named(PorteurIne porteur) =>
        string.Create(CultureInfo.InvariantCulture, $"dossier {porteur.CodeCandidat} ({porteur.Identite.EnClair})");
}
