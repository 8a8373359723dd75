using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Engine.Suivi.Releves;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Suivi.Releves;

/// <summary>The counts of each day of the campaign, which stay when the day is over.</summary>
public abstract class ReleveTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private ReleveBook Book => Gateway.Services.GetRequiredService<ReleveBook>();

    [Fact]
    public async Task Each_day_keeps_its_last_counts()
    {
        await StartAsync();
        await SetClockAsync(5);
        await PushAndRestAsync(Voeu(17));
        await CountAsync(5);
        await PushAndRestAsync(Voeu(18), Voeu(19, situation: 3));
        await CountAsync(5);
        await SetClockAsync(6);
        await PushAndRestAsync(Voeu(20));
        await CountAsync(6);

        // Before the clock was set, the gateway may have counted on another day.
        var days = (await Book.DerniersAsync(Etab.Code, 10, default)).Where(d => d.Jour.Month == 7).ToList();

        Assert.Equal(["05/07 2 3", "06/07 3 4"], days.Select(d => $"{d.Jour:dd/MM} {d.De("decisions.f")} {d.De("candidats")}"));
        Assert.Single(await Book.DerniersAsync(Etab.Code, 1, default));
        Assert.Equal(3, days[1].De("opi.accepteesF"));
        Assert.Empty(await Book.DerniersAsync("un-autre", 10, default));
    }

    /// <summary>Nobody has to ask for it.</summary>
    [Fact]
    public async Task The_gateway_counts_by_itself_also_when_a_day_begins()
    {
        await StartAsync(openGate: false);
        await SetClockAsync(5);
        await Poll.UntilAsync(async () => (await Book.DerniersAsync(Etab.Code, 10, default)).Any(d => d.Jour == new DateOnly(2026, 7, 5)));
        await SetClockAsync(6);
        await Poll.UntilAsync(async () => (await Book.DerniersAsync(Etab.Code, 10, default)).Any(d => d.Jour == new DateOnly(2026, 7, 6)));
    }

    private async Task CountAsync(int day)
    {
        var etablissement = Gateway.Services.GetRequiredService<ConfigurationDirectory>().Current.FindByCode(Etab.Code)!;
        await Book.PrendreAsync(Etab.Code, new DateOnly(2026, 7, day),
            await Gateway.Services.GetRequiredService<Synthese>().OfAsync(etablissement, default), default);
    }
}

public sealed class ReleveTestsOnSqlite(PostgresServer postgres) : ReleveTests(postgres, DatabaseEngine.Sqlite);

public sealed class ReleveTestsOnPostgres(PostgresServer postgres) : ReleveTests(postgres, DatabaseEngine.Postgres);
