using System.Globalization;
using System.Text;

namespace Parcoursup.Gateway.Domain.Catalogue;

/// <summary>The statuses by their labels, and which of them a night may move.</summary>
public static class Statuts
{
    private static readonly string[] Libelles =
    [
        "non publiable en l'état", "à publier (sous condition habilitation)", "à publier (vérifier accès direct postbac)",
        "à publier (soumis à validation Recteur)", "à publier", "prêt pour intégration", "publié", "non publié",
        "rejet de publication", "échec d'envoi", "fermé", "en attente de mise à jour",
    ];

    // Former names, which other systems and older files still write.
    private static readonly Dictionary<string, StatutCatalogue> ParNom = Libelles.Index()
        .Select(l => (Nom: Pli(l.Item), Statut: (StatutCatalogue)l.Index))
        .Concat([
            (Pli("non intégrable"), StatutCatalogue.NonPubliable), (Pli("hors périmètre"), StatutCatalogue.NonPubliable),
            (Pli("en attente de publication"), StatutCatalogue.PretPourIntegration),
        ]).ToDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);

    public static IReadOnlyList<StatutCatalogue> Tous { get; } = Enum.GetValues<StatutCatalogue>();

    /// <summary>The labels that a rule may give, for messages.</summary>
    public static string Calculables { get; } = string.Join(", ", Libelles.Take((int)StatutCatalogue.APublier + 1).Select(l => $"« {l} »"));

    public static string Libelle(this StatutCatalogue statut) => Libelles[(int)statut];

    /// <summary>Each night computes it anew; every other one only a person or Parcoursup moves.</summary>
    public static bool EstRecalcule(this StatutCatalogue statut) => statut <= StatutCatalogue.APublier;

    /// <summary>Null for a label that is none; spaces, case, accents and the form of the apostrophe do not matter.</summary>
    public static StatutCatalogue? Lire(string? texte) =>
        texte is not null && ParNom.TryGetValue(Pli(texte), out var statut) ? statut : null;

    /// <summary>A text as it is compared: without accents, case and needless spaces.</summary>
    public static string Pli(string texte)
    {
        var folded = new StringBuilder(texte.Length);
        foreach (var c in texte.Trim().Replace("…", "...", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (!char.IsWhiteSpace(c)) folded.Append(c is '’' or 'ʼ' or '`' ? '\'' : char.ToLowerInvariant(c));
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }

        return folded.ToString();
    }
}
