using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>Whoever writes into a folder decides of nobody else's retention (rules J2, J5).</summary>
public sealed class DossierHostileTests(PostgresServer postgres) : SystemesTest(postgres, DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task A_folder_that_leads_elsewhere_keeps_nothing_of_the_others_and_its_own_files_go_when_it_is_back()
    {
        await StartHinderedAsync();
        var old = TimeProvider.System.GetUtcNow().AddMonths(-14);
        await Gateway.ExecuteAsync("UPDATE message_entrant SET recu_le = @old", new { old });
        await Gateway.ExecuteAsync("UPDATE scolarix_retour SET recu_le = @old", new { old });

        await Service.AppliquerAsync("Camille", default);

        Assert.Equal(0, (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_entrant WHERE etablissement = @Code AND LENGTH(corps) > 0", new { Etab.Code })).Single());
        // Without its row nobody would find the file again.
        Assert.Equal(1, await ReturnsAsync());
        Assert.Contains("Rétablir le dossier", Assert.Single(await OpenTasksAsync()));

        GiveBack();
        await Service.AppliquerAsync("Camille", default);

        Assert.False(File.Exists(Path.Combine(Taken, "retour.csv")));
        Assert.Equal(0, await ReturnsAsync());
        Assert.Empty(await OpenTasksAsync());
    }

    [Fact]
    public async Task A_session_is_purged_only_when_its_files_are_gone_too_and_keeps_no_other_erasure_waiting()
    {
        await StartHinderedAsync();
        await Service.CloreAsync(2026, essai: false, "Camille", default);

        var refus = (await Service.PurgerAsync(2026, essai: false, "Camille", default)).Refus;

        Assert.Contains("Rétablir le dossier", refus);
        Assert.Equal(1, await ReturnsAsync());
        // Its turn comes after a while; what is asked for after it has its own.
        await Service.AppliquerAsync("Camille", default);
        Assert.Equal(["EnCours", "Termine"], await PassagesAsync());

        GiveBack();
        await Gateway.ExecuteAsync("UPDATE conservation_passage SET bail_jusqua = '2026-01-01T00:00:00Z' WHERE etat = 'EnCours'");
        await Poll.UntilAsync(PassagesAsync, found => found.All(etat => etat == "Termine"));

        Assert.False(File.Exists(Path.Combine(Taken, "retour.csv")));
        Assert.Equal(0, await ReturnsAsync());
    }

    [Fact]
    public async Task The_code_of_a_deleted_etablissement_is_free_only_when_its_files_are_gone_too()
    {
        await StartHinderedAsync();

        var refus = (await Service.SupprimerAsync(Ecole.Code, essai: false, "Camille", default)).Refus;

        Assert.Contains("Rétablir le dossier", refus);
        Assert.Equal(1, await ReturnsAsync());
        Assert.Contains("Rétablir le dossier", Assert.Single(await Service.PassagesAsync(default)).Message);

        GiveBack();
        await Gateway.ExecuteAsync("UPDATE conservation_passage SET bail_jusqua = '2026-01-01T00:00:00Z'");
        await Poll.UntilAsync(PassagesAsync, found => found.SequenceEqual(["Termine"]));
        // What stays for good names the folder, and no file: it may be named after somebody.
        var kept = Assert.Single(await Service.PassagesAsync(default)).Message!;
        Assert.Contains($"{Taken} (1 fichier)", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("retour.csv", kept, StringComparison.Ordinal);

        Assert.False(File.Exists(Path.Combine(Taken, "retour.csv")));
        Assert.Equal(0, await ReturnsAsync());
    }

    private string Taken => Path.Combine(Folder.FullName, "traites");

    private ConservationService Service => Gateway.Services.GetRequiredService<ConservationService>();

    // A return was taken and moved aside, and then somebody put a link in the place of the folder.
    private async Task StartHinderedAsync()
    {
        await StartAllAsync();
        await PushAndRestAsync(Voeu(17));
        await ScolarixAsync();
        Directory.Move(Taken, Taken + ".ancien");
        Directory.CreateSymbolicLink(Taken, "/etc");
    }

    private void GiveBack()
    {
        Directory.Delete(Taken);
        Directory.Move(Taken + ".ancien", Taken);
    }

    private async Task<long> ReturnsAsync() => (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM scolarix_retour WHERE depots IS NOT NULL")).Single();

    private Task<IReadOnlyList<string>> PassagesAsync() => Gateway.QueryAsync<string>("SELECT etat FROM conservation_passage ORDER BY id");

    private async Task<IReadOnlyList<string>> OpenTasksAsync() =>
        [.. (await Api.GetAsync(Ecole.Path + "taches"))!.AsArray().Where(t => t!["type"]!.ToString() == "EffacementEntrave").Select(t => t!["message"]!.ToString())];
}
