namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>Opens whatever is sealed of rows that are read as a whole, by the columns that the rooms registered.</summary>
internal sealed class SealedRows(DataKeys keys, IEnumerable<SealedColumn> columns)
{
    private readonly ILookup<string, SealedColumn> _columns = columns.ToLookup(c => c.Table);

    /// <summary>What cannot be opened any more is told in its place.</summary>
    public async Task OpenAsync(string etablissement, string table, IDictionary<string, object?> row, CancellationToken ct)
    {
        foreach (var column in _columns[table])
            try
            {
                row[column.Column] = row[column.Column] switch
                {
                    byte[] bytes => await keys.OpenAsync(etablissement, column, bytes, ct),
                    string text => await keys.OpenAsync(etablissement, column, text, ct),
                    var other => other,
                };
            }
            catch (SealedValueException closed)
            {
                row[column.Column] = closed.Message;
            }
    }
}
