using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>What of a set of candidates is to be written: what the source told apart from what was decided, by its own columns.</summary>
internal sealed class CandidatChanges
{
    public HashSet<CandidatKey> Told { get; } = [];

    /// <summary>An evaluation is asked for.</summary>
    public HashSet<CandidatKey> Asked { get; } = [];
    public HashSet<CandidatKey> Evaluated { get; } = [];
    public HashSet<VoeuKey> ToldVoeux { get; } = [];
    public HashSet<VoeuKey> JudgedVoeux { get; } = [];

    /// <summary>Rows in the order of their keys: whoever writes several takes them in the same order (no deadlock).</summary>
    public async Task SaveAsync(
        WriteSession session, string etablissement, IReadOnlyDictionary<CandidatKey, CandidatRow> candidats,
        IReadOnlyDictionary<VoeuKey, VoeuRow> voeux, CancellationToken ct)
    {
        await CandidatTables.Recus.ExecuteAsync(session, Candidats(Told), ct);
        await CandidatTables.Evalues.ExecuteAsync(session, Candidats(Evaluated), ct);
        await CandidatTables.Voeux.ExecuteAsync(session, Voeux(ToldVoeux), ct);
        // A wish of which the source told something was written whole.
        await CandidatTables.Juges.ExecuteAsync(session, Voeux(JudgedVoeux.Except(ToldVoeux)), ct);
        foreach (var done in (HashSet<CandidatKey>[])[Told, Asked, Evaluated]) done.Clear();
        foreach (var done in (HashSet<VoeuKey>[])[ToldVoeux, JudgedVoeux]) done.Clear();

        List<CandidatEcrit> Candidats(IEnumerable<CandidatKey> keys) => [.. keys.OrderBy(k => (k.Session, k.CodeCandidat))
            .Select(k => new CandidatEcrit(etablissement, candidats[k], Asked.Contains(k)))];

        List<(string, VoeuRow)> Voeux(IEnumerable<VoeuKey> keys) => [.. keys
            .OrderBy(k => (k.Session, k.CodeCandidat, k.CodeFormationPsup, k.Internat)).Select(k => (etablissement, voeux[k]))];
    }
}
