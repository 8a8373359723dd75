using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>
/// Rule J5: an erasure of the register counts as done again when it is. What is refused is told, stays to be done, and the command says so
/// by its exit code.
/// </summary>
public abstract class ReapplicationTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private readonly DirectoryInfo _folder = TestFolder.Create("registre-");

    private string Register => Path.Combine(_folder.FullName, "registre.jsonl");

    private Reapplication Again => Gateway.Services.GetRequiredService<Reapplication>();

    private ConservationService Service => Gateway.Services.GetRequiredService<ConservationService>();

    private Effaces Effaces => Gateway.Services.GetRequiredService<Effaces>();

    protected override async Task<TestEtablissement> CreateEtablissementAsync()
    {
        var etab = await TestEtablissement.StartAsync();
        SharedGateway.AddAccount(etab, "ecandidat", "mdp-ecandidat", "E");
        return etab;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_a_load_keeps_from_being_erased_stays_to_be_done_and_the_command_says_so()
    {
        await StartAsync(openGate: false, $"--Conservation:Registre={Register}");
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await WriteAsync(new Effacement { Acte = nameof(ActeConservation.Personne), Session = 2026, Empreinte = OfCandidate(17) });
        await Gateway.ExecuteAsync($"INSERT INTO chargement_en_cours (etablissement, cle, jusqua) VALUES ('{Etab.Code}', 'x', '2999-01-01T00:00:00.000Z')");

        var refused = Assert.Single(await Again.ReappliquerAsync("Camille", default));
        Assert.False(refused.Fait);
        Assert.StartsWith("une personne de univ-alpes : pas effacé, et reste à refaire. ", refused.Texte, StringComparison.Ordinal);
        Assert.Contains("un chargement est en cours", refused.Texte, StringComparison.Ordinal);
        Assert.EndsWith("relancer cette commande.", refused.Texte, StringComparison.Ordinal);
        var settings = GatewayProcess.Environment(Storage);
        settings["Conservation__Registre"] = Register;
        var (code, output, error) = await GatewayProcess.RunAsync(settings, "conservation", "reappliquer", "--auteur", "Camille");
        Assert.True(code == 1, output + error);
        Assert.Contains(refused.Texte, error, StringComparison.Ordinal);
        Assert.Single(await Again.ManquantsAsync(default));
        Assert.Equal([17, 18], await CandidatesAsync());

        // A load that a kill has ended, as in a backup: its time says so.
        await Gateway.ExecuteAsync("UPDATE chargement_en_cours SET jusqua = '2020-01-01T00:00:00.000Z'");
        Assert.True(Assert.Single(await Again.ReappliquerAsync("Camille", default)).Fait);
        Assert.Equal([18], await CandidatesAsync());
        Assert.Empty(await Again.ManquantsAsync(default));
    }

    [Fact]
    public async Task Of_two_who_bear_one_INE_somebody_says_which_and_the_other_stays()
    {
        await StartAsync(openGate: false, $"--Conservation:Registre={Register}");
        var (one, other) = (Voeu(50), Voeu(51));
        (one["nom"], other["ine"]) = ("Barbier", one["ine"]!.GetValue<string>());
        await PushAndRestAsync(one, other);
        await WriteAsync(new Effacement { Acte = nameof(ActeConservation.Personne), Empreinte = Effaces.EmpreinteIne(Etab.Code, "000000050AA") });

        var refused = Assert.Single(await Again.ReappliquerAsync("Camille", default));
        Assert.False(refused.Fait);
        Assert.Contains("univ-alpes 2026/50, univ-alpes 2026/51", refused.Texte, StringComparison.Ordinal);
        Assert.Single(await Again.ManquantsAsync(default));

        Assert.Null((await Service.EffacerAsync(new(null, 2026, 50, Etab.Code), essai: false, "Camille", default)).Refus);
        Assert.Empty(await Again.ReappliquerAsync("Camille", default));
        Assert.Equal([51], await CandidatesAsync());
    }

    [Fact]
    public async Task Who_was_no_candidate_is_erased_again_and_who_is_in_no_backup_does_not_come_back()
    {
        await StartAsync(openGate: false, $"--Conservation:Registre={Register}");
        (await Gateway.Http.PostOpiAsync(Envelope(Individu("E60").Replace("<etatCivil>",
            "<etatCivil><codNneIndOpi>987654321ZQ</codNneIndOpi>", StringComparison.Ordinal)),
            "ecandidat:mdp-ecandidat")).AssertAccepted();
        await AtRestAsync();
        await WriteAsync(
            new() { Acte = nameof(ActeConservation.Personne), Empreinte = Effaces.EmpreinteIne(Etab.Code, "987654321ZQ") },
            new() { Acte = nameof(ActeConservation.Personne), Session = 2026, Empreinte = OfCandidate(61) },
            new() { Acte = "Autre" });

        var told = await Again.ReappliquerAsync("Camille", default);
        Assert.Equal(2, told.Count(t => t.Fait));
        Assert.Contains("ne connaît pas l'acte « Autre »", Assert.Single(told, t => !t.Fait).Texte, StringComparison.Ordinal);
        Assert.Equal("Autre", Assert.Single(await Again.ManquantsAsync(default)).Acte);
        Assert.Empty(await Gateway.QueryAsync<string>("SELECT cod_opi FROM opi_recue"));
        await PushAndRestAsync(Voeu(61), Voeu(62));
        Assert.Equal([62], await CandidatesAsync());
    }

    private string OfCandidate(int dossier) => Effaces.EmpreinteDe(new PersonneConnue(Etab.Code, 2026, dossier, null));

    private Task<IReadOnlyList<int>> CandidatesAsync() => Gateway.QueryAsync<int>("SELECT code_candidat FROM candidat ORDER BY code_candidat");

    private Task WriteAsync(params Effacement[] lines) => File.AppendAllLinesAsync(Register, lines.Select((line, i) => JsonText.Of(line with
    {
        Id = $"ligne{i}", Code = Etab.Code, EffectueLe = GatewayInstance.Start, Auteur = "Camille",
    })));
}

public sealed class ReapplicationOnSqlite(PostgresServer postgres) : ReapplicationTests(postgres, DatabaseEngine.Sqlite);

public sealed class ReapplicationOnPostgres(PostgresServer postgres) : ReapplicationTests(postgres, DatabaseEngine.Postgres);
