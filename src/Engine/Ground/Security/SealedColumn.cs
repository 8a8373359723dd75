using System.Text;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>A column whose values are sealed, each with the data key of its établissement (rule J5).</summary>
/// <param name="table">Of the room that registers it.</param>
public sealed class SealedColumn(string table, string column)
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes($"{table}.{column}\n");

    public string Table => table;
    public string Column => column;

    /// <summary>The columns of the table's key.</summary>
    public string Key { get; init; } = "id";

    /// <summary>An SQL expression over its columns: whose a row is.</summary>
    public string Owner { get; init; } = "etablissement";

    /// <summary>Kept as text; else as bytes.</summary>
    public bool IsText { get; init; }

    /// <summary>A text that is opened as rows are read, whoever reads them; null: by whoever needs it.</summary>
    public UsageTexte? Usage { get; init; }

    /// <summary>Stands in front of the text, in clear; rows where it does not are not sealed.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Which values are sealed: an SQL condition over the columns; null: all.</summary>
    public string? Si { get; init; }

    /// <summary>What else is to be set when a former value is sealed: an SQL assignment over the columns as they were.</summary>
    public string? Avec { get; init; }

    /// <summary>Columns that hold texts which name people.</summary>
    /// <param name="key">The columns of the table's key.</param>
    public static SealedColumn[] Texts(string table, string key, params ReadOnlySpan<string> columns) =>
        Texts(table, key, "etablissement", UsageTexte.Lu, columns);

    /// <inheritdoc cref="Texts(string,string,ReadOnlySpan{string})"/>
    public static SealedColumn[] Texts(string table, string key, string owner, UsageTexte usage, params ReadOnlySpan<string> columns)
    {
        var texts = new List<SealedColumn>();
        foreach (var column in columns) texts.Add(new(table, column) { Key = key, Owner = owner, IsText = true, Usage = usage });
        return [.. texts];
    }

    /// <summary>What a value is bound to: sealed there, it opens nowhere else.</summary>
    internal byte[] PlaceOf(string etablissement) => [.. _name, .. Encoding.UTF8.GetBytes(etablissement)];
}

public static class SealedColumnRegistration
{
    /// <summary>Says which columns a room seals: former content is sealed by them, and rows that are read as a whole are opened.</summary>
    public static IServiceCollection AddSealed(this IServiceCollection services, params ReadOnlySpan<SealedColumn> columns)
    {
        foreach (var column in columns) services.AddSingleton(column);
        return services;
    }
}
