using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Dapper;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// Whose a row is: its column <c>etablissement</c> (or <c>proprietaire</c>) says so; else what was asked for. A value that somebody moved
/// to another établissement's row is never shown there.
/// </summary>
internal sealed class RowOwner(DbDataReader rows, object? parameters) : ITextOwner
{
    private const int Unknown = -2;
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Texts = new();

    private int _column = Unknown;
    private string? _asked;

    public bool Is(string etablissement)
    {
        if (_column == Unknown) _column = ColumnOf(rows);
        if (_column >= 0) return !rows.IsDBNull(_column) && rows.GetString(_column) == etablissement;
        if (_asked == etablissement) return true;
        var known = false;
        foreach (var text in TextsOf(parameters))
        {
            if (text == etablissement)
            {
                _asked = etablissement;
                return true;
            }

            known = true;
        }

        return known ? false : throw new InvalidOperationException(
            "A question for sealed text tells neither by a column nor by a parameter whose rows it is about.");
    }

    private static int ColumnOf(DbDataReader rows)
    {
        for (var i = 0; i < rows.FieldCount; i++)
            if (rows.GetName(i) is var name && (name.Equals("etablissement", StringComparison.OrdinalIgnoreCase)
                || name.Equals("proprietaire", StringComparison.OrdinalIgnoreCase)))
                return i;
        return -1;
    }

    private static IEnumerable<string> TextsOf(object? parameters) => parameters switch
    {
        null => [],
        InLists.Listes lists => TextsOf(lists.Given),
        DynamicParameters dynamic => dynamic.ParameterNames.Select(name => dynamic.Get<object?>(name)).OfType<string>(),
        IDictionary<string, object?> named => named.Values.OfType<string>(),
        _ => Texts.GetOrAdd(parameters.GetType(), type => [.. type.GetProperties().Where(p => p.PropertyType != typeof(byte[]))])
            .SelectMany(property => property.GetValue(parameters) switch
            {
                string text => [text],
                IEnumerable<string> several => several,
                _ => (IEnumerable<string>)[],
            }),
    };
}
