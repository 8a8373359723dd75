using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>One person in the indices of the snapshots: his number and the fingerprint of his line.</summary>
internal sealed class IndexPersonne(Database database, IndexInstantane index) : IPlacePersonne
{
    private const string Snapshots = "SELECT id FROM scolarix_instantane WHERE etablissement = @etablissement AND session = @Session";

    public string Genre => "instantanés";

    public async Task<int> CompterAsync(string etablissement, CandidatKey key, CancellationToken ct)
    {
        var count = 0;
        foreach (var id in await database.QueryAsync<long>(Snapshots, new { etablissement, key.Session }, ct))
            if (await index.FindAsync(id, key.CodeCandidat, ct) is not null) count++;
        return count;
    }

    public async Task<int> EffacerAsync(WriteSession session, string etablissement, CandidatKey key, CancellationToken ct)
    {
        var count = 0;
        foreach (var id in await session.QueryAsync<long>(Snapshots, new { etablissement, key.Session }, ct))
            if (await IndexInstantane.RemoveAsync(session, id, key.CodeCandidat, ct)) count++;
        return count;
    }
}
