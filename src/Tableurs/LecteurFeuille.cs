using ExcelDataReader;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>The rows of one sheet, as a person sees them.</summary>
internal sealed class LecteurFeuille(
    IExcelDataReader reader, OptionsTableur options, IReadOnlyDictionary<(int Row, int Column), string> errors)
{
    private readonly CelluleTexte _text = new(options.FormatDate);

    public IEnumerable<ElementTableur> Read(CancellationToken ct)
    {
        var header = default(EnteteTableur);
        var cells = 0L;
        if (reader.FieldCount > BudgetClasseur.MostColumns)
        {
            yield return new RefusTableur($"La feuille « {reader.Name} » a {reader.FieldCount} colonnes : en garder au plus "
                + $"{BudgetClasseur.MostColumns}, et supprimer celles qui sont vides.");
            yield break;
        }

        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            if ((cells += Math.Max(1, reader.FieldCount)) > BudgetClasseur.MostCells)
            {
                yield return new RefusTableur($"La feuille « {reader.Name} » est trop grande (ligne {Row}) : supprimer ses lignes et "
                    + "colonnes vides, ou l'enregistrer au format « CSV UTF-8 ».");
                yield break;
            }

            if (header is null)
            {
                var labels = Values(reader.FieldCount);
                while (labels.Count > 0 && string.IsNullOrWhiteSpace(labels[^1])) labels.RemoveAt(labels.Count - 1);
                if (labels.Count > 0) yield return header = new EnteteTableur(Row, reader.Name, labels, ';');
            }
            else if (LineOf(header) is { } line)
            {
                yield return line;
            }
        }
    }

    private int Row => reader.Depth + 1;

    // What stands to the right of the labels is a note of somebody's: no column.
    private LigneTableur? LineOf(EnteteTableur header)
    {
        var values = Values(header.Libelles.Count);
        return values.TrueForAll(string.IsNullOrWhiteSpace) ? null
            : new LigneTableur(Row, values, ErreurTableur.In(values, header.Libelles));
    }

    private List<string> Values(int count)
    {
        var values = new List<string>(count);
        for (var i = 0; i < count; i++) values.Add(ValueOf(i));
        return values;
    }

    private string ValueOf(int column)
    {
        if (errors.TryGetValue((Row, column + 1), out var error)) return error;
        return column < reader.FieldCount && reader.GetValue(column) is { } value
            ? _text.Of(value, reader.GetNumberFormatString(column)) : "";
    }
}
