using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>What persons have made of a candidate, which no message tells: in a replay it is put back as a fact.</summary>
public static class FaitsRemis
{
    /// <summary>Makes the corrections of a person anew, those that the source's values have not ended.</summary>
    public static async Task CorrigerAsync(
        WriteSession session, string etablissement, CandidatKey key, IReadOnlyList<Correction> corrections, CancellationToken ct)
    {
        var book = await CandidatSet.LoadAsync(session, etablissement, [key], ct);
        if (book.Candidat(key) is not { EstEfface: false } row) return;
        var candidat = row.ReadCandidat();
        row.WriteCorrections([.. corrections.Where(c => c.Tient(candidat))]);
        book.Changed(row);
        book.MarkForEvaluation(key);
        await book.SaveAsync(session, ct);
    }
}
