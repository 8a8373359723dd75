using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>A received OPI to merge into the state.</summary>
/// <param name="Trace">The trace that it came by, which its delivery goes on with.</param>
internal sealed record OpiToMerge(OpiScelle Opi, string Compte, string Origine, long Ordre, string? Trace = null)
{
    public string CodOpi => Opi.CodOpi;
}

/// <summary>
/// Merges received OPI block by block (rule B3) and wants the delivery of those that really changed (rule B4), each in
/// the fastest form of its engine. A late message with a lower order only fills blocks that are still empty.
/// </summary>
internal interface IReceivedOpiSql
{
    /// <param name="opis">At most one per number: the caller has merged repetitions.</param>
    Task MergeAsync(WriteSession session, string etablissement, IReadOnlyList<OpiToMerge> opis, DateTimeOffset now, CancellationToken ct);
}
