using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>What ends: a session that is closed, an établissement that goes (rule J5).</summary>
public sealed class Fermetures(
    Database database, ConfigurationDirectory directory, IEnumerable<IConfigurationFollower> followers, TimeProvider time)
{
    /// <summary>
    /// Removes an établissement's configuration and keys: nothing of it comes in any more. Its code is nobody's until
    /// <see cref="ReleaseCodeAsync"/> says that its data have gone too (rule J5).
    /// </summary>
    public async Task DeleteAsync(string code, string par, Func<WriteSession, Task> then, CancellationToken ct)
    {
        await database.WriteAsync(async session =>
        {
            await database.LockAsync(session, "configuration", ct);
            await database.LockEtablissementAsync(session, code, ct);
            await session.ExecuteAsync(
                """
                INSERT INTO code_en_suppression (code, demandee_le, par, uais) VALUES (@code, @now, @par, @uais)
                ON CONFLICT (code) DO NOTHING
                """,
                new
                {
                    code, now = time.GetUtcNow(), par, uais = string.Join(' ', directory.Current.FindByCode(code)?.Document.Uais ?? []),
                }, ct);
            if (await session.ExecuteAsync("DELETE FROM etablissement WHERE code = @code", new { code }, ct) > 0)
                foreach (var follower in followers) await follower.FollowDeletionAsync(session, code, ct);
            await ConfigurationService.NextRevisionAsync(session, ct);
            await then(session);
        }, ct);
        await directory.RefreshAsync(ct);
    }

    /// <summary>By what else than its code an établissement that goes was known.</summary>
    public static async Task<IReadOnlyList<string>> UaisDeAsync(Database database, string code, CancellationToken ct) =>
        (await database.ScalarAsync<string>("SELECT uais FROM code_en_suppression WHERE code = @code", new { code }, ct))?.Split(' ') ?? [];

    /// <summary>Nothing is left of its former owner.</summary>
    public static Task ReleaseCodeAsync(WriteSession session, string code, CancellationToken ct) =>
        session.ExecuteAsync("DELETE FROM code_en_suppression WHERE code = @code", new { code }, ct);

    /// <summary>Closes a session, for good; closed before, it stays as it was.</summary>
    /// <param name="then">What else belongs to it, in its transaction, which holds the locks of all établissements.</param>
    public async Task CloseAsync(int annee, string par, Func<WriteSession, Task> then, CancellationToken ct)
    {
        await database.WriteAsync(async session =>
        {
            await database.LockAsync(session, "configuration", ct);
            foreach (var etablissement in directory.Current.Etablissements.OrderBy(e => e.Code, StringComparer.Ordinal))
                await database.LockEtablissementAsync(session, etablissement.Code, ct);
            await session.ExecuteAsync(
                "INSERT INTO campagne_close (session, close_le, par) VALUES (@annee, @now, @par) ON CONFLICT (session) DO NOTHING",
                new { annee, now = time.GetUtcNow(), par }, ct);
            await ConfigurationService.NextRevisionAsync(session, ct);
            await then(session);
        }, ct);
        await directory.RefreshAsync(ct);
    }

    /// <summary>The personal data of a closed session have gone.</summary>
    public async Task PurgedAsync(WriteSession session, int annee, CancellationToken ct)
    {
        await session.ExecuteAsync(
            "UPDATE campagne_close SET purgee_le = COALESCE(purgee_le, @now) WHERE session = @annee",
            new { annee, now = time.GetUtcNow() }, ct);
        await ConfigurationService.NextRevisionAsync(session, ct);
    }
}
