using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>
/// The database, for établissements that download: a file is a row per page, compressed. What is visible is decided by
/// the lot's own row, so that publishing is its commit.
/// </summary>
internal sealed class DatabaseLotStore(Database database) : ILotStore
{
    public string? Problem => null;

    public Task AppendAsync(LotRow lot, string nom, ReadOnlyMemory<byte> octets, CancellationToken ct) => octets.IsEmpty ? Task.CompletedTask : database.ExecuteAsync(
        """
        INSERT INTO fichier_partie (lot, nom, numero, contenu)
        SELECT @Id, @nom, COALESCE(MAX(numero), 0) + 1, @contenu FROM fichier_partie WHERE lot = @Id AND nom = @nom
        """,
        new { lot.Id, nom, contenu = CompressedPage.Of(octets.Span) }, ct);

    public Task PublishAsync(LotRow lot, Manifeste manifeste, ReadOnlyMemory<byte> texte, CancellationToken ct) => Task.CompletedTask;

    public Task<string?> FindPublishedAsync(LotRow lot, CancellationToken ct) => Task.FromResult<string?>(null);

    public async Task<bool> CopyToAsync(LotRow lot, string nom, Stream output, CancellationToken ct)
    {
        for (var numero = 1; await PartAsync(lot, nom, numero, ct) is { } part; numero++)
            await CompressedPage.CopyToAsync(part, output, ct);
        return true;
    }

    public Task<string?> ReadConfirmationAsync(LotRow lot, CancellationToken ct) => Task.FromResult<string?>(null);

    public Task DeleteAsync(LotRow lot, CancellationToken ct) => database.ExecuteAsync("DELETE FROM fichier_partie WHERE lot = @Id", new { lot.Id }, ct);

    private Task<byte[]?> PartAsync(LotRow lot, string nom, int numero, CancellationToken ct) => database.ScalarAsync<byte[]>(
        "SELECT contenu FROM fichier_partie WHERE lot = @Id AND nom = @nom AND numero = @numero", new { lot.Id, nom, numero }, ct);
}
