using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>
/// Provisional keys of a former version held a hash of an INE that anybody could make: they and the tasks that are told by them get the
/// keys of their établissements.
/// </summary>
internal sealed class FormerCles(Database database, InscriptionBook book, TacheBook tasks) : IFormerRows
{
    private const int RowsInTransaction = 100;

    private static readonly string Known =
        """
        SELECT etablissement, cle FROM inscription WHERE cle LIKE @pattern
        UNION SELECT etablissement, sujet FROM tache WHERE type = @type AND sujet LIKE @pattern
        """;

    public async Task<long> RenewAsync(CancellationToken ct)
    {
        var count = 0L;
        var known = await database.QueryAsync<(string Etablissement, string Cle)>(
            Known, new { pattern = ClesInscription.PatternOfIne, type = TypeTache.IaNonRapprochee.Code }, ct);
        foreach (var some in known.Chunk(RowsInTransaction))
            count += await database.WriteAsync(async session =>
            {
                var renewed = 0L;
                foreach (var (etablissement, cle) in some) renewed += await RenewAsync(session, etablissement, cle, ct);
                return renewed;
            }, ct);
        return count;
    }

    private async Task<long> RenewAsync(WriteSession session, string etablissement, string former, CancellationToken ct)
    {
        var cle = await ClesInscription.RenewedAsync(session, etablissement, former, ct);
        if (cle == former) return 0;
        // Where the new one is there as well, whoever told it again has told the later state.
        if (!await book.RenameAsync(session, etablissement, former, cle, ct)) await book.ForgetAsync(session, etablissement, former, ct);
        if (!await tasks.RenameAsync(session, etablissement, TypeTache.IaNonRapprochee, former, cle, ct))
            await tasks.ForgetAsync(session, etablissement, TypeTache.IaNonRapprochee, former, ct);
        return 1;
    }
}
