namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>Settings that the gateway keeps for itself.</summary>
public static class Parametres
{
    /// <summary>The value that is kept under a name: the given one when there was none.</summary>
    public static Task<string> GarderAsync(this Database database, string cle, string valeur, CancellationToken ct) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                "INSERT INTO parametre (cle, valeur) VALUES (@cle, @valeur) ON CONFLICT (cle) DO NOTHING", new { cle, valeur }, ct);
            return (await session.ScalarAsync<string>("SELECT valeur FROM parametre WHERE cle = @cle", new { cle }, ct))!;
        }, ct);

    /// <summary>Nothing is kept under this name any more.</summary>
    public static Task RetirerAsync(this Database database, string cle, CancellationToken ct) =>
        database.ExecuteAsync("DELETE FROM parametre WHERE cle = @cle", new { cle }, ct);
}
