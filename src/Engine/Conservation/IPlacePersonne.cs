using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>Where a system keeps something of a person that no condition of SQL finds, in pieces of many (rule J5).</summary>
public interface IPlacePersonne
{
    /// <summary>What it is, as reports say it.</summary>
    string Genre { get; }

    Task<int> CompterAsync(string etablissement, CandidatKey key, CancellationToken ct);

    /// <summary>Takes him out, and leaves the others as they are.</summary>
    Task<int> EffacerAsync(WriteSession session, string etablissement, CandidatKey key, CancellationToken ct);
}
