using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>What somebody counts of an établissement: rows of his own tables, and what becomes of the counts.</summary>
public interface ICountSource
{
    /// <summary>They all join one statement, so that the counts of all sources are of one moment.</summary>
    IReadOnlyList<CountedRows> Rows { get; }

    /// <param name="gateOpen">Whether what comes from the source may leave (rule D2).</param>
    CountShare Of(EtablissementModel etablissement, bool gateOpen, Counts counts);
}

/// <summary>Rows, and what is counted among them.</summary>
/// <param name="From">A table and a condition; <c>@code</c> is the établissement, <c>@today</c> the business day.</param>
/// <param name="Columns">Aggregates by name, see <see cref="Count"/>.</param>
public sealed record CountedRows(string From, params IReadOnlyList<(string Name, string Sql)> Columns);

/// <summary>The counts of one source, by the names that it gave.</summary>
public sealed class Counts(IReadOnlyDictionary<string, long> values)
{
    public long this[string name] => values[name];
}

/// <summary>One source's share of the answer.</summary>
/// <param name="Moving">How much of it still moves by itself: until that is nothing, the établissement is not at rest.</param>
public sealed record CountShare(long Moving, params IReadOnlyList<CountPart> Parts);

/// <summary>A property of the answer.</summary>
/// <param name="Rang">Where it stands: the smaller number comes first.</param>
public sealed record CountPart(int Rang, string Name, object Value);
