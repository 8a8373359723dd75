using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>What the rooms say of their tables (rule J5), held against the schema: a table that nobody speaks of cannot slip in.</summary>
public abstract class TablesTenuesTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    // Columns that are a person's, or lead to one.
    private static readonly string[] Personal = ["code_candidat", "ine", "cod_opi", "sujet", "individu", "livraison", "personne"];

    // What stands there is nobody's: a fingerprint, a formation, a hash of settings.
    private static readonly string[] Nobodys = ["remontee_ligne.livraison"];

    [Fact]
    public async Task Every_table_is_spoken_of_by_the_room_that_owns_it_and_every_condition_is_understood()
    {
        await StartAsync(openGate: false);
        var tenues = Gateway.Services.GetServices<TableTenue>().ToList();
        var columns = await ColumnsAsync();
        Assert.Empty(columns.Select(c => c.Table).Distinct().Except(tenues.Select(t => t.Nom)));
        Assert.Empty(tenues.Select(t => t.Nom).Except(columns.Select(c => c.Table)));

        var ofEtablissement = tenues.Where(t => t.Etablissement is not (null or "1 = 0")).Select(t => t.Nom).ToHashSet();
        Assert.Empty(columns.Where(c => c.Column == "etablissement" && c.Table is not ("cle_api" or "audit")).Select(c => c.Table).Except(ofEtablissement));
        var ofPerson = tenues.Where(t => t.Personne is not null).Select(t => t.Nom).ToHashSet();
        Assert.Empty(columns.Where(c => Personal.Contains(c.Column) && !Nobodys.Contains($"{c.Table}.{c.Column}") && c.Column != "sujet")
            .Select(c => c.Table).Except(ofPerson));
        var ofSession = tenues.Where(t => t.Session is not null).Select(t => t.Nom).ToHashSet();
        Assert.Empty(columns.Where(c => c.Column == "session").Select(c => c.Table).Except(ofSession)
            .Except(["campagne", "campagne_close", "campagne_compteur", "conservation_passage", "conservation_effacement"]));

        // Every statement of every act, on this very database.
        var plan = Gateway.Services.GetRequiredService<PlanEffacement>();
        var valeurs = new Valeurs { code = Etab.Code, annee = 2026, dossier = 17 };
        foreach (var etape in (Etape[])
            [.. plan.Etablissement("x"), .. plan.Session(2026, TimeProvider.System.GetUtcNow(), ["x"]), .. plan.Retention(["x"]), .. await plan.PersonneAsync(null, valeurs with { code = "x" }, default)])
        {
            Assert.Equal(0, (await Gateway.QueryAsync<long>(etape.Compter, etape.Valeurs)).Single());
            Assert.Equal(0, await Gateway.ExecuteAsync(etape.Effacer, etape.Valeurs));
        }
    }

    private Task<IReadOnlyList<(string Table, string Column)>> ColumnsAsync() => Gateway.QueryAsync<(string, string)>(Storage.Connection is null
        ? "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        : "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'qrtz_%'");
}

public sealed class TablesTenuesOnSqlite(PostgresServer postgres) : TablesTenuesTests(postgres, DatabaseEngine.Sqlite);

public sealed class TablesTenuesOnPostgres(PostgresServer postgres) : TablesTenuesTests(postgres, DatabaseEngine.Postgres);
