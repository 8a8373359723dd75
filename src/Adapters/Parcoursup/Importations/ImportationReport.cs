using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>
/// Words on a terminal what a file of candidates holds: the counts, and the first lines of each kind that a person should look at.
/// </summary>
internal sealed class ImportationReport(Database database)
{
    private const int MostShown = 20;

    private static readonly (NatureAnomalie Nature, string Title, Func<Bilan, long> Count)[] Kinds =
    [
        (NatureAnomalie.Rejet, "Lignes rejetées", b => b.Rejetees),
            (NatureAnomalie.ValeurIgnoree, "Valeurs non reprises (le reste de la ligne l'est)", b => b.ValeursIgnorees),
        (NatureAnomalie.Doublon, "Doublons", b => b.Doublons), (NatureAnomalie.Depassee, "Lignes dépassées", b => b.Depassees),
        (NatureAnomalie.Desistee, "Candidatures retirées depuis", b => b.Desistees),
        (NatureAnomalie.Modification, "Candidatures modifiées", b => b.Modifiees),
        (NatureAnomalie.Absente, "Candidatures absentes du fichier", b => b.Absentes),
    ];

    /// <summary>The counts in one sentence; the rarer ones only where there is something to count.</summary>
    public static string Counts(Bilan b) => $"{Accord.De(b.Lignes, "ligne")} ; " + string.Join(", ",
    [
        Accord.De(b.Nouvelles, "nouvelle"), Accord.De(b.Modifiees, "modifiée"), Accord.De(b.Inchangees, "inchangée"),
            Accord.De(b.Rejetees, "rejetée"),
        .. Some(b.ValeursIgnorees, "valeur non reprise", "valeurs non reprises"), .. Some(b.Doublons, "doublon"),
        .. Some(b.SansReponse, "sans réponse", "sans réponse"),
        .. Some(b.Depassees, "dépassée"), .. Some(b.Desistees, "désistée"),
        .. Some(b.Absentes, "absente du fichier", "absentes du fichier"),
    ]) + ".";

    /// <summary>The dry run: columns, then each kind of anomaly, the first ones line by line.</summary>
    public async Task WriteAsync(ImportationRow row, RapportAnalyse report, TextWriter output, CancellationToken ct)
    {
        await WriteColumnsAsync(report.ColonnesIgnorees, "ignorée", output);
        await WriteColumnsAsync(report.ColonnesAbsentes, "absente", output);
        foreach (var (nature, title, count) in Kinds)
        {
            if (count(report.Bilan) is not (> 0 and var total)) continue;
            await output.WriteLineAsync($"{title} :");
            var shown = await ImportationBook.AnomaliesAsync(database, row, nature.ToString(), MostShown, 0, ct);
            foreach (var anomaly in shown)
                await output.WriteLineAsync(
                    LineText.Of(anomaly.Ligne, anomaly.CodeCandidat, anomaly.Colonne, anomaly.Ine, anomaly.Message));
            if (total > shown.Count)
                await output.WriteLineAsync(
                    $"  … et {Accord.De(total - shown.Count, "autre")}, voir GET "
                    + $"/api/etablissements/{row.Etablissement}/importations/{row.Id}/anomalies?nature={nature}");
        }
    }

    private static async Task WriteColumnsAsync(IReadOnlyList<string> columns, string what, TextWriter output)
    {
        if (columns.Count > 0)
            await output.WriteLineAsync($"{Accord.Mots(columns.Count, "Colonne " + what)} : {string.Join(", ", columns)}.");
    }

    private static IEnumerable<string> Some(long count, string singulier, string? pluriel = null) => count == 0 ? []
        : [Accord.De(count, singulier, pluriel)];
}
