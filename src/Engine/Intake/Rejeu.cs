using System.Globalization;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>
/// Applies a message again that had been set aside: what stood in its way has been mended. It has the place in the journal that it came
/// at, so that what came after it still counts more.
/// </summary>
public sealed class Rejeu(Database database, ApplySignal signal, TacheBook tasks, AuditBook audit)
{
    /// <returns>The refusal in French; null when it will be applied.</returns>
    public async Task<string?> RejouerAsync(string etablissement, long id, CancellationToken ct)
    {
        var subject = string.Create(CultureInfo.InvariantCulture, $"message {id}");
        var refusal = await database.WriteAsync<string?>(async session =>
        {
            await database.LockEtablissementAsync(session, etablissement, ct);
            if (await session.ScalarAsync<long>(
                """
                SELECT COUNT(*) FROM message_ecarte x JOIN message_entrant m ON m.id = x.id
                WHERE m.id = @id AND m.etablissement = @etablissement
                """, new { id, etablissement }, ct) == 0)
                return "Ce message n'est pas écarté : il a été appliqué, ou n'existe pas.";
            // One that was refused when it came is kept there too, with its reason: nobody was told that it would be applied.
            if (await session.ScalarAsync<long>(
                "SELECT COUNT(*) FROM tache WHERE etablissement = @etablissement AND type = @type AND sujet = @subject",
                new { etablissement, type = TypeTache.MessageEcarte.Code, subject }, ct) == 0)
                return "Ce message a été refusé à son arrivée, et l'émetteur l'a su : il n'y a rien à appliquer.";
            if (await session.ScalarAsync<long>(
                "SELECT COUNT(*) FROM message_entrant WHERE id = @id AND LENGTH(corps) = 0 AND corps_volumineux IS NULL",
                new { id }, ct) > 0)
                return "Le contenu de ce message n'est plus conservé : l'émetteur doit l'envoyer de nouveau.";
            await session.ExecuteAsync("DELETE FROM message_ecarte WHERE id = @id", new { id }, ct);
            await session.ExecuteAsync(
                "INSERT INTO message_a_appliquer (etablissement, id) VALUES (@etablissement, @id) ON CONFLICT DO NOTHING",
                new { etablissement, id }, ct);
            await tasks.CloseAsync(session, etablissement, TypeTache.MessageEcarte, subject, ct);
            audit.Note(session, new(ActeAudit.MessageRejoue, etablissement, subject));
            return null;
        }, ct);
        if (refusal is null) signal.Wake(etablissement);
        return refusal;
    }
}
