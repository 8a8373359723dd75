using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Suivi;

/// <summary>What waits for a person, grouped by what solves it, where very many wait.</summary>
public abstract class CausesEnAttenteTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private const int Combien = 250;

    private CausesEnAttente Causes => Gateway.Services.GetRequiredService<CausesEnAttente>();

    /// <summary>Whoever mends a formation for thousands reads no thousand names: opening them would cost more than all else on the page.</summary>
    [Fact]
    public async Task All_are_counted_and_the_first_ones_named()
    {
        await StartAsync(openGate: false);
        await HoldAsync("""[{"champ":"formations[8877].oui","message":"La formation 8877 n'a pas de correspondance."}]""", wish: null);

        var cause = Assert.Single(await Causes.ReservesAsync(Etab.Code, default));
        Assert.Equal(Combien, cause.Concernes.Count);
        Assert.All(cause.Concernes.Take(Cause.Nommes), one => Assert.Equal("MARTIN", one.Nom));
        Assert.All(cause.Concernes.Skip(Cause.Nommes), one => Assert.Null(one.Nom));
    }

    [Fact]
    public async Task Who_waits_himself_and_by_his_wish_for_one_reason_counts_once()
    {
        await StartAsync(openGate: false);
        await HoldAsync(
            """[{"champ":"formations[8877].oui","message":"La formation 8877 n'a pas de correspondance."}]""",
            """{"reserve":{"champ":"formations[8877].oui","message":"La formation 8877 n'a pas de correspondance."},"motif":"Sans correspondance.","source":"règle C3"}""");

        var cause = Assert.Single(await Causes.ReservesAsync(Etab.Code, default));
        Assert.Equal(Combien, cause.Concernes.Count);
        Assert.Equal(8877, cause.Formation);
    }

    // As a former version wrote them: in clear.
    private async Task HoldAsync(string reserves, string? wish)
    {
        var numbers = Storage.Connection is null
            ? $"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Combien})" : $"WITH n (i) AS (SELECT generate_series(1, {Combien}))";
        await Gateway.ExecuteAsync(
            $$"""
            {{numbers}} INSERT INTO candidat (etablissement, session, code_candidat, donnees, ordre, reserves)
            SELECT @Code, 2026, i, '{"session":2026,"codeCandidat":' || i || ',"nom":"MARTIN","prenom":"Zoé"}', 1, @reserves FROM n
            """, new { Etab.Code, reserves });
        if (wish is null) return;
        await Gateway.ExecuteAsync(
            $$"""
            {{numbers}} INSERT INTO voeu (etablissement, session, code_candidat, code_formation, internat, donnees, uai, situation, ordre, vu_le, decision, retenue)
            SELECT @Code, 2026, i, 8877, FALSE, '{}', '0730013T', 1, 1, @le, @wish, TRUE FROM n
            """, new { Etab.Code, wish, le = new DateTimeOffset(2026, 6, 5, 8, 0, 0, TimeSpan.Zero) });
    }
}

public sealed class CausesEnAttenteSqliteTests(PostgresServer postgres) : CausesEnAttenteTests(postgres, DatabaseEngine.Sqlite);

public sealed class CausesEnAttentePostgresTests(PostgresServer postgres) : CausesEnAttenteTests(postgres, DatabaseEngine.Postgres);
