using Npgsql;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>
/// Asks for evaluations (rule C5). Each asking raises a counter, and an evaluation clears the mark only if the counter is
/// still what it had read: what is asked for while it works is never lost, whoever asks on whatever node.
/// </summary>
public static class EvaluationMarks
{
    // A session that is closed moves no more (rule J5).
    private const string Open = $" AND {CampagneClose.Ouverte}";

    private const string Ask = "a_evaluer = TRUE, demandes_evaluation = demandes_evaluation + 1";

    /// <summary>Nobody of a session that is closed is evaluated any more.</summary>
    public static Task ClearAsync(WriteSession session, int annee, CancellationToken ct) => session.ExecuteAsync(
        "UPDATE candidat SET a_evaluer = FALSE, prochaine_evaluation = NULL WHERE session = @annee", new { annee }, ct);

    /// <returns>How many there are.</returns>
    public static Task<int> AskAsync(WriteSession session, string etablissement, CandidatKey key, CancellationToken ct) =>
        session.ExecuteAsync(
            $"""
            UPDATE candidat SET {Ask}, trace = COALESCE(@Contexte, trace)
            WHERE etablissement = @etablissement AND session = @annee AND code_candidat = @dossier{Open}
            """,
            new { etablissement, annee = key.Session, dossier = key.CodeCandidat, Traces.Contexte }, ct);

    /// <param name="filter">A constant of the program, over the columns of <c>candidat</c>.</param>
    public static async Task AskAllAsync(WriteSession session, string filter, object parameters, CancellationToken ct)
    {
        await LockInOrderAsync(session, filter, parameters, ct);
        await session.ExecuteAsync($"UPDATE candidat SET {Ask} WHERE ({filter}){Open}", parameters, ct);
    }

    /// <summary>Whoever's day has come.</summary>
    public static async Task AskDueAsync(WriteSession session, string etablissement, DateOnly today, CancellationToken ct)
    {
        const string Due = "etablissement = @etablissement AND prochaine_evaluation <= @today";
        await LockInOrderAsync(session, Due, new { etablissement, today }, ct);
        await session.ExecuteAsync(
            $"UPDATE candidat SET {Ask}, prochaine_evaluation = NULL WHERE {Due}{Open}", new { etablissement, today }, ct);
    }

    // In the order in which everybody writes candidates: two who ask for the same ones never wait for each other. A statement
    // over a set takes its rows as it finds them. Where there is one writer at a time there is nothing to lock.
    private static async Task LockInOrderAsync(WriteSession session, string filter, object parameters, CancellationToken ct)
    {
        if (session.Connection is not NpgsqlConnection) return;
        await session.ScalarAsync<long>(
            $"""
            SELECT COUNT(*) FROM (
                SELECT 1 FROM candidat WHERE {filter} ORDER BY etablissement COLLATE "C", session, code_candidat FOR UPDATE) AS pris
            """,
            parameters, ct);
    }
}
