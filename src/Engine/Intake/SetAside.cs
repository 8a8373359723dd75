using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>Keeps a message that could not be applied, with its error and a task; what comes after it goes on.</summary>
internal sealed class SetAside(Database database, IJournalSql sql, TacheBook tasks, TimeProvider time, ILogger<SetAside> logger)
{
    /// <param name="then">What else becomes of it, in the same transaction.</param>
    public Task KeepAsync(
        EtablissementModel etablissement, MessageEntrant message, Exception failure, Func<WriteSession, Task>? then, CancellationToken ct)
    {
        Log.MessageSetAside(logger, message.Id, failure);
        return database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                "INSERT INTO message_ecarte (id, ecarte_le, erreur) VALUES (@id, @now, @erreur) ON CONFLICT (id) DO NOTHING",
                new
                {
                    now = time.GetUtcNow(), erreur = await session.SealAsync(etablissement.Code, failure.GetType().Name, ct),
                    id = message.Id,
                }, ct);
            await sql.MarkAppliedAsync(session, etablissement.Code, [message.Id], ct);
            var text = $"Le message {message.Id} ({message.Canal}) n'a pas pu être appliqué. "
                + (failure is ContenuFermeException closed ? closed.Message : "Il est conservé : transmettre ce numéro au support.");
            await tasks.AddAsync(session, etablissement.Code, TypeTache.MessageEcarte, $"message {message.Id}", text, ct);
            if (then is not null) await then(session);
        }, ct);
    }
}
