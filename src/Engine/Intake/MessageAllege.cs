using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>Takes out of a message that was applied what is about a person who is erased (rule J5).</summary>
public static class MessageAllege
{
    /// <param name="reste">What stays of its bytes, sealed.</param>
    /// <param name="corps">Its large body, which goes as a whole.</param>
    public static async Task AllegerAsync(WriteSession session, long id, byte[] reste, long? corps, CancellationToken ct)
    {
        await session.ExecuteAsync(
            "UPDATE message_entrant SET corps = @reste, corps_volumineux = NULL WHERE id = @id", new { reste, id }, ct);
        if (corps is { } body) await session.ExecuteAsync("DELETE FROM corps_volumineux WHERE id = @body", new { body }, ct);
    }
}
