using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Tableurs;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;

/// <summary>
/// Reads Parcoursup's export of admitted candidates (contract §8), as CSV or as the workbook that somebody made of it, as a stream: by
/// the labels of its header, never by position. A broken line is reported and the others go on.
/// </summary>
public static class ExportReader
{
    private const int MostNamed = 30;

    /// <param name="fichier">The file's bytes; left open.</param>
    /// <param name="nature">See <see cref="SondeTableur"/>.</param>
    /// <param name="session">The campaign, which the file does not name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<ExportElement> ReadAsync(
        Stream fichier, NatureTableur nature, int session, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var reader = default(ExportLineReader);
        await foreach (var element in LecteurTableur.ReadAsync(fichier, nature, new OptionsTableur(), cancellationToken))
            switch (element)
            {
                case LigneTableur line:
                    yield return reader!.Read(line);
                    break;
                case EnteteTableur header:
                    var places = ExportLabels.PlacesIn(header.Libelles);
                    yield return EnteteOf(header, places);
                    if (places[(int)ExportColumn.Numero] < 0) yield break;
                    reader = new ExportLineReader(header, places, session);
                    break;
                case RefusTableur refused:
                    yield return new ExportRefuse(refused.Message);
                    yield break;
            }
    }

    private static ExportElement EnteteOf(EnteteTableur header, int[] places)
    {
        var labels = header.Libelles;
        if (places[(int)ExportColumn.Numero] < 0)
            return new ExportRefuse(
                $"La ligne {header.Ligne} n'est pas l'en-tête attendu : la colonne « {ExportLabels.Of(ExportColumn.Numero)} » n'y est pas, "
                + $"ou le séparateur n'est pas « {header.Separateur} ». Colonnes lues : {Named(labels)}.");
        return new ExportEntete(
            [.. places.Where(place => place >= 0).Order().Select(place => labels[place].Trim())],
            [.. labels.Where((_, place) => !places.Contains(place)).Select(Shortened)],
            [.. places.Select((place, column) => (place, column)).Where(p => p.place < 0)
                .Select(p => ExportLabels.Of((ExportColumn)p.column))]);
    }

    // Labels are somebody else's text: shortened, since they are repeated in the report.
    private static string Named(IReadOnlyList<string> header) =>
        string.Join(", ", header.Take(MostNamed).Select(label => $"« {Shortened(label)} »"));

    private static string Shortened(string label)
    {
        var text = string.Concat(label.Trim().Select(c => char.IsControl(c) ? ' ' : c));
        return text.Length > 60 ? text[..60] + "…" : text;
    }
}
