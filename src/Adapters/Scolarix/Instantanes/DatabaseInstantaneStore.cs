using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>
/// The database, for établissements that download: a file is a row per page, compressed. What is visible is decided by
/// the snapshot's own row, so that publishing is its commit.
/// </summary>
internal sealed class DatabaseInstantaneStore(Database database) : IInstantaneStore
{
    public string? Problem => null;

    public int HighestNumber(string etablissement) => 0;

    public Task BeginAsync(WriteSession session, InstantaneRow row, CancellationToken ct) => DeleteAsync(session, row, ct);

    public Task AppendAsync(WriteSession session, InstantaneRow row, ReadOnlyMemory<byte> octets, CancellationToken ct) => octets.IsEmpty ? Task.CompletedTask : session.ExecuteAsync(
        """
        INSERT INTO scolarix_partie (instantane, numero, contenu)
        SELECT @Id, COALESCE(MAX(numero), 0) + 1, @contenu FROM scolarix_partie WHERE instantane = @Id
        """,
        new { row.Id, contenu = CompressedPage.Of(octets.Span) }, ct);

    public Task<bool> IsWholeAsync(InstantaneRow row, CancellationToken ct) => Task.FromResult(true);

    public Task PublishAsync(InstantaneRow row, CancellationToken ct) => Task.CompletedTask;

    public async Task<bool> CopyToAsync(InstantaneRow row, Stream output, CancellationToken ct)
    {
        for (var numero = 1; await PartAsync(row, numero, ct) is { } part; numero++)
            await CompressedPage.CopyToAsync(part, output, ct);
        return true;
    }

    public Task DeleteAsync(WriteSession session, InstantaneRow row, CancellationToken ct) => session.ExecuteAsync("DELETE FROM scolarix_partie WHERE instantane = @Id", new { row.Id }, ct);

    private Task<byte[]?> PartAsync(InstantaneRow row, int numero, CancellationToken ct) =>
        database.ScalarAsync<byte[]>("SELECT contenu FROM scolarix_partie WHERE instantane = @Id AND numero = @numero", new { row.Id, numero }, ct);
}
