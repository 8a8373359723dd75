using System.Runtime.CompilerServices;
using System.Text;
using ExcelDataReader;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>Reads the one sheet of a workbook that holds something, within <see cref="BudgetClasseur"/>.</summary>
internal static class LecteurClasseur
{
    private const string Damaged = "Le classeur est abîmé ou n'est pas un classeur Excel : l'ouvrir dans le tableur, puis "
        + NatureTableur.Enregistrer;

    private static readonly Dictionary<(int Row, int Column), string> NoError = [];

    // The library asks for windows-1252 by name before it knows that a workbook of this kind needs none.
    static LecteurClasseur() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static async IAsyncEnumerable<ElementTableur> ReadAsync(
        Stream fichier, OptionsTableur options, [EnumeratorCancellation] CancellationToken ct)
    {
        var file = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await fichier.ReadAsync(buffer, ct)) > 0;)
        {
            if (file.Length + read > BudgetClasseur.LargestFile)
            {
                yield return new RefusTableur("Le classeur dépasse 32 Mio : l'enregistrer au format « CSV UTF-8 ».");
                yield break;
            }

            file.Write(buffer, 0, read);
        }

        var measure = Measure(file, ct);
        if (measure.Refus is { } refusal)
        {
            yield return new RefusTableur(refusal);
            yield break;
        }

        using var place = await PlacesClasseurs.TakeAsync(measure, ct);
        foreach (var element in Guarded(file, options, ct)) yield return element;
    }

    private static MesureClasseur Measure(MemoryStream file, CancellationToken ct)
    {
        try
        {
            return BudgetClasseur.Of(file, ct);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            return new(Damaged);
        }
    }

    // Whatever a damaged or hostile workbook does to the library ends as a refusal.
    private static IEnumerable<ElementTableur> Guarded(MemoryStream file, OptionsTableur options, CancellationToken ct)
    {
        using var elements = Elements(file, options, ct).GetEnumerator();
        while (true)
        {
            ElementTableur element;
            try
            {
                if (!elements.MoveNext()) yield break;
                element = elements.Current;
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
            {
                element = new RefusTableur(Damaged);
            }

            yield return element;
            if (element is RefusTableur) yield break;
        }
    }

    private static IEnumerable<ElementTableur> Elements(MemoryStream file, OptionsTableur options, CancellationToken ct)
    {
        // First: it is what holds each sheet to its bounds.
        var errors = CellulesEnErreur.Of(file, ct);
        var sheets = SheetsOf(file, ct);
        if (sheets.Count != 1)
        {
            yield return new RefusTableur(sheets.Count == 0 ? "Le classeur est vide : sa première ligne doit nommer les colonnes."
                : $"Le classeur a plusieurs feuilles remplies ({string.Join(", ", sheets.Take(5).Select(s => $"« {s} »"))}) : n'en garder "
                    + "qu'une, celle de la liste.");
            yield break;
        }

        using var reader = Open(file);
        while (reader.Name != sheets[0] && reader.NextResult())
        {
        }

        var sheet = new LecteurFeuille(reader, options, errors.GetValueOrDefault(sheets[0]) ?? NoError);
        foreach (var element in sheet.Read(ct)) yield return element;
    }

    // Those that a person sees and that hold something.
    private static List<string> SheetsOf(MemoryStream file, CancellationToken ct)
    {
        var (names, rows) = (new List<string>(), 0L);
        using var reader = Open(file);
        do
        {
            if (!string.Equals(reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase)) continue;
            while (reader.Read())
            {
                ct.ThrowIfCancellationRequested();
                if (++rows > BudgetClasseur.MostCells) throw new InvalidDataException("Sheets: too many blank rows.");
                if (!Enumerable.Range(0, Math.Min(reader.FieldCount, BudgetClasseur.MostColumns)).Any(i => !IsBlank(reader.GetValue(i))))
                    continue;
                names.Add(reader.Name);
                break;
            }
        }
        while (reader.NextResult());
        return names;
    }

    internal static bool IsBlank(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));

    private static IExcelDataReader Open(MemoryStream file)
    {
        file.Position = 0;
        return ExcelReaderFactory.CreateOpenXmlReader(file, new ExcelReaderConfiguration { LeaveOpen = true });
    }
}
