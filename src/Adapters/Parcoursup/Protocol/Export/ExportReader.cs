using System.Runtime.CompilerServices;
using System.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Export;

/// <summary>
/// Reads Parcoursup's CSV export of admitted candidates (contract §8) as a stream: by the labels of its header, never by
/// position. A broken line is reported and the others go on.
/// </summary>
public static class ExportReader
{
    private const int MostNamed = 30;

    /// <param name="fichier">The file's bytes; left open.</param>
    /// <param name="encoding">See <see cref="ExportEncoding"/>.</param>
    /// <param name="session">The campaign, which the file does not name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async IAsyncEnumerable<ExportElement> ReadAsync(
        Stream fichier, Encoding encoding, int session, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var text = new StreamReader(fichier, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024,
            leaveOpen: true);
        var lines = new ExportLines(text);
        if (await lines.NextAsync(cancellationToken) is not { Champs: { } header })
        {
            yield return new ExportRefuse("Le fichier est vide : exporter à nouveau la liste des admis depuis Parcoursup.");
            yield break;
        }

        header = [header[0].TrimStart('\uFEFF'), .. header.Skip(1)];
        var places = ExportLabels.PlacesIn(header);
        if (places[(int)ExportColumn.Numero] < 0)
        {
            yield return new ExportRefuse(
                $"La ligne 1 n'est pas l'en-tête attendu : la colonne « {ExportLabels.Of(ExportColumn.Numero)} » n'y est pas, ou le "
                + $"séparateur n'est pas « ; ». Colonnes lues : {Named(header)}.");
            yield break;
        }

        yield return EnteteOf(header, places);
        lines.Columns = header.Count;
        var reader = new ExportLineReader(header, places, session);
        while (await lines.NextAsync(cancellationToken) is { } record)
            yield return reader.Read(record);
    }

    private static ExportEntete EnteteOf(IReadOnlyList<string> header, int[] places) => new(
        [.. places.Where(place => place >= 0).Order().Select(place => header[place].Trim())],
        [.. header.Where((_, place) => !places.Contains(place)).Select(Shortened)],
        [.. places.Select((place, column) => (place, column)).Where(p => p.place < 0)
            .Select(p => ExportLabels.Of((ExportColumn)p.column))]);

    // Labels are somebody else's text: shortened, since they are repeated in the report.
    private static string Named(IReadOnlyList<string> header) =>
        string.Join(", ", header.Take(MostNamed).Select(label => $"« {Shortened(label)} »"));

    private static string Shortened(string label) => label.Trim() is { Length: > 60 } text ? text[..60] + "…" : label.Trim();
}
