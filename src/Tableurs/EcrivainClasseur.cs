using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>
/// Writes a workbook of one sheet. Every cell is text: a code keeps its zeros, and nothing in it is ever calculated.
/// </summary>
public static class EcrivainClasseur
{
    // In characters; what is longer is seen by widening the column.
    private const int Narrowest = 10;
    private const int Widest = 42;

    /// <param name="flux">Takes the workbook; left open.</param>
    /// <param name="feuille">Name of its sheet.</param>
    /// <param name="entetes">The line of labels, which stays in sight.</param>
    /// <param name="lignes">The values, in the order of the labels.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteAsync(
        Stream flux, string feuille, IReadOnlyList<string> entetes, IReadOnlyList<IReadOnlyList<string>> lignes,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entetes);
        ArgumentNullException.ThrowIfNull(lignes);
        var options = new WorksheetOptions { FrozenRows = 1 };
        for (var i = 0; i < entetes.Count; i++)
            options.Column(i + 1).Width = Math.Clamp(
                lignes.Select(l => l[i].Length).Append(entetes[i].Length).Max() + 2, Narrowest, Widest);
        await using var workbook = await Spreadsheet.CreateNewAsync(flux, cancellationToken: cancellationToken);
        var bold = new Style();
        bold.Font.Bold = true;
        var label = workbook.AddStyle(bold);
        await workbook.StartWorksheetAsync(feuille, options, cancellationToken);
        await workbook.AddHeaderRowAsync(entetes.Select(Readable).ToArray(), label, cancellationToken);
        foreach (var ligne in lignes)
            await workbook.AddRowAsync(ligne.Select(v => new DataCell(Readable(v))).ToArray(), cancellationToken);
        await workbook.FinishAsync(cancellationToken);
    }

    // A workbook is XML, which has no place for control characters: one of them would make it unreadable.
    private static string Readable(string text) =>
        text.Any(Unwritable) ? string.Concat(text.Where(c => !Unwritable(c))) : text;

    private static bool Unwritable(char c) => (char.IsControl(c) && c is not ('\t' or '\n' or '\r')) || c is '\uFFFE' or '\uFFFF';
}
