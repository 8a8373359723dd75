using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>
/// The guardians of one candidate, each once: Parcoursup gives them no key, and may give the same person twice. Two who
/// have the same name but for case, accents, blanks and hyphens are one.
/// </summary>
public static class ResponsablesUniques
{
    public static IReadOnlyList<ResponsableLegal> De(IEnumerable<ResponsableLegal> responsables)
    {
        var kept = new List<(string Key, ResponsableLegal Responsable)>();
        foreach (var responsable in responsables)
        {
            if (KeyOf(responsable) is not { } key) continue;
            var at = kept.FindIndex(k => k.Key == key);
            if (at < 0) kept.Add((key, responsable));
            else kept[at] = (key, Merge(kept[at].Responsable, responsable));
        }

        return [.. kept.Select(k => k.Responsable)];
    }

    // By name; somebody without name by how he is reached. Null: there is nobody.
    private static string? KeyOf(ResponsableLegal responsable)
    {
        var (nom, prenom) = (Fold(responsable.Nom), Fold(responsable.Prenom));
        if (nom.Length + prenom.Length > 0) return $"{nom}|{prenom}";
        return Fold(responsable.Mail) is { Length: > 0 } mail ? "||" + mail : Fold(responsable.Tel) is { Length: > 0 } tel ? "||" + tel
            : null;
    }

    // The fuller one, with what only the other has. An address stays whole: half of two is nobody's.
    private static ResponsableLegal Merge(ResponsableLegal first, ResponsableLegal second)
    {
        var (fuller, other) = Fullness(second) > Fullness(first) ? (second, first) : (first, second);
        return fuller with
        {
            Nom = Either(fuller.Nom, other.Nom), Prenom = Either(fuller.Prenom, other.Prenom), Mail = Either(fuller.Mail, other.Mail),
                Tel = Either(fuller.Tel, other.Tel),
            Adresse = Fullness(other.Adresse) > Fullness(fuller.Adresse) ? other.Adresse : fuller.Adresse,
        };
    }

    private static string? Either(string? text, string? other) => string.IsNullOrWhiteSpace(text) ? other : text;

    private static int Fullness(ResponsableLegal r) => Filled(r.Nom, r.Prenom, r.Mail, r.Tel) + Fullness(r.Adresse);

    private static int Fullness(Adresse a) =>
        Filled(a.Ligne1, a.Ligne2, a.Ligne3, a.CodePostal, a.CodeCommune, a.LibelleCommune, a.CodePays);

    private static int Filled(params ReadOnlySpan<string?> texts)
    {
        var count = 0;
        foreach (var text in texts)
            if (!string.IsNullOrWhiteSpace(text))
                count++;
        return count;
    }

    /// <summary>Letters and digits alone, without accents, in upper case.</summary>
    private static string Fold(string? text) => string.Concat(Lettres.Mots(text));
}
