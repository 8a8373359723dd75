using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Publication;

/// <summary>The table of a system in which the parts of its files are kept.</summary>
/// <param name="Owner">Column of the publication's number.</param>
/// <param name="Named">Whether there are several files in a publication, told apart by the column <c>nom</c>.</param>
/// <param name="Contenu">Its sealed column.</param>
public sealed record PartTable(string Name, string Owner, bool Named, SealedColumn Contenu);

/// <summary>
/// The database, for établissements that download: a file is a row per page, compressed, then sealed. What is visible is decided by
/// the publication's own row, so that publishing is its commit.
/// </summary>
internal sealed class DatabaseStore(Database database, DataKeys keys, PartTable parts) : IPublicationStore
{
    private readonly string _columns = parts.Named ? $"{parts.Owner}, nom" : parts.Owner;
    private readonly string _values = parts.Named ? "@Id, @nom" : "@Id";
    private readonly string _ofFile = parts.Named ? $"{parts.Owner} = @Id AND nom = @nom" : $"{parts.Owner} = @Id";

    public string? Problem => null;

    public int HighestNumber(string kind, string etablissement) => 0;

    public Task BeginAsync(WriteSession session, PublishedFiles files, CancellationToken ct) => DeleteAsync(session, files, ct);

    public async Task AppendAsync(
        WriteSession session, PublishedFiles files, string nom, ReadOnlyMemory<byte> octets, CancellationToken ct)
    {
        if (octets.IsEmpty) return;
        var contenu = await keys.SealAsync(session, files.Name.Etablissement, parts.Contenu, CompressedPage.Of(octets.Span), ct);
        await session.ExecuteAsync(
            $"""
            INSERT INTO {parts.Name} ({_columns}, numero, contenu)
            SELECT {_values}, COALESCE(MAX(numero), 0) + 1, @contenu FROM {parts.Name} WHERE {_ofFile}
            """,
            new { files.Id, nom, contenu }, ct);
    }

    public Task<bool> IsWholeAsync(PreparedFiles prepared, CancellationToken ct) => Task.FromResult(true);

    public Task PublishAsync(PreparedFiles prepared, CancellationToken ct) => Task.CompletedTask;

    public Task<string?> FindPublishedAsync(PublishedFiles files, Func<string, IReadOnlyList<FileHash>?> read, CancellationToken ct) =>
        Task.FromResult<string?>(null);

    public async Task<bool> CopyToAsync(PublishedFiles files, FileHash file, Stream output, CancellationToken ct)
    {
        for (var numero = 1; await PartAsync(files.Id, file.Nom, numero, ct) is { } part; numero++)
            await CompressedPage.CopyToAsync(
                await keys.OpenAsync(files.Name.Etablissement, parts.Contenu, part, ct), output, ct);
        return true;
    }

    public Task<string?> ReadConfirmationAsync(PublishedFiles files, CancellationToken ct) => Task.FromResult<string?>(null);

    public Task WithdrawAsync(PublishedFiles files, CancellationToken ct) => Task.CompletedTask;

    public Task DeleteAsync(WriteSession session, PublishedFiles files, CancellationToken ct) =>
        session.ExecuteAsync($"DELETE FROM {parts.Name} WHERE {parts.Owner} = @Id", new { files.Id }, ct);

    private Task<byte[]?> PartAsync(long id, string nom, int numero, CancellationToken ct) => database.ScalarAsync<byte[]>(
        $"SELECT contenu FROM {parts.Name} WHERE {_ofFile} AND numero = @numero", new { Id = id, nom, numero }, ct);
}
