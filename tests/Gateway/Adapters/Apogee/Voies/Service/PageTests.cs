using System.Globalization;
using System.Xml.Linq;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using Parcoursup.Gateway.Simulators.Apogee;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TraitementCalls;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Voies.Service;

/// <summary>Rule E1, way out Service: what a job fetches, acknowledges, loses or repeats.</summary>
public abstract class PageTests(PostgresServer postgres, DatabaseEngine engine) : ServiceApogeeTest(postgres, engine)
{
    private readonly HashSet<Vet> _vets = [new("DRT", "L1DROI", 101), new("DRT", "L1HIS", 101)];

    protected override Task<TestEtablissement> CreateEtablissementAsync() => TestEtablissement.StartAsync(apogee: options => options with { VetsConnues = _vets });

    [Fact]
    public async Task A_job_fetches_page_after_page_until_Apogee_holds_everything()
    {
        await StartServiceAsync();
        await PushAndRestAsync([.. Enumerable.Range(101, 7).Select(code => Voeu(code))]);
        Assert.Equal(0, ApogeeCalls);
        using var job = Job();

        Assert.Equal(new BilanTraitement(3, 7, 0), await job.PasserAsync(3, default));

        for (var code = 101; code <= 107; code++) Assert.Equal("L1DROI=F", await Etab.VoeuxAsync(code.ToString(CultureInfo.InvariantCulture)));
        var synthese = await AtRestAsync();
        Assert.Equal(7, synthese["opi"]!["accepteesF"]!.GetValue<int>());
        Assert.Equal(7, synthese["opi"]!["verification"]!["nonVerifiees"]!.GetValue<int>());
        Assert.Empty(await job.RecupererAsync(500, default));
        Assert.Equal(0, ApogeeCalls);
    }

    [Fact]
    public async Task A_page_tells_what_is_left_and_each_attempt_is_journaled_with_what_was_handed_over()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18), Voeu(19));

        var page = await Http.JobAsync("recupererOpi", "<taille>2</taille>");
        Assert.Equal("1", page.Element("restant")!.Value);
        Assert.Equal("0", page.Element("enAttenteConnecteur")!.Value);
        var opi = page.Element("opis")!.Elements("item").First();
        Assert.NotNull(opi.Element("donneesOpi10"));
        await Gateway.AssertSealedAsync("opi_remise.contenu");
        // "Zoé" and "Lefèvre" were cleaned on their way: told to the job as well.
        Assert.NotEmpty(opi.Element("modifications")!.Elements("item"));

        Assert.Equal("ENREGISTRE", await Http.AcknowledgeAsync(Acquittement(JetonOf(opi))));
        var livraison = Assert.Single(await ListAsync("livraisons?etat=AJour"))!;
        var exchange = Assert.Single(await ListAsync($"livraisons/{livraison["id"]}/echanges"))!;
        Assert.Equal("Acquittee", exchange["issue"]!.GetValue<string>());
        var whole = await GetAsync($"echanges/{exchange["id"]}");
        Assert.Equal(opi.Element("donneesOpi10")!.ToString(SaveOptions.DisableFormatting), XElement.Parse(whole!["requete"]!.GetValue<string>()).ToString(SaveOptions.DisableFormatting));
        Assert.Contains("Prise", whole["reponse"]!.GetValue<string>(), StringComparison.Ordinal);
        // The content is kept in one place only.
        Assert.Single(await Gateway.QueryAsync<long>("SELECT livraison FROM opi_remise WHERE contenu IS NULL"));
    }

    [Fact]
    public async Task What_a_crashed_job_held_is_given_out_again_after_its_lease_and_its_late_word_is_not_heard()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        var lost = await PageAsync();
        Assert.Equal(2, lost.Count);
        Assert.Empty(await PageAsync());

        await Gateway.ExecuteAsync("UPDATE livraison SET bail_jusqua = @past WHERE etat = 'EnCours'", new { past = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        var again = await PageOfAsync(2);

        Assert.Equal("EXPIRE EXPIRE", await Http.AcknowledgeAsync(string.Concat(lost.Select(o => Acquittement(JetonOf(o))))));
        Assert.Equal("ENREGISTRE ENREGISTRE", await Http.AcknowledgeAsync(string.Concat(again.Select(o => Acquittement(JetonOf(o))))));

        // The job that came late wrote all the same: what Apogée holds now may be either's, so the current state is given out once more.
        var last = await PageOfAsync(2);
        Assert.Equal("EXPIRE EXPIRE", await Http.AcknowledgeAsync(string.Concat(lost.Select(o => Acquittement(JetonOf(o))))));
        Assert.Equal("ENREGISTRE ENREGISTRE", await Http.AcknowledgeAsync(string.Concat(last.Select(o => Acquittement(JetonOf(o))))));
        Assert.Equal(2, (await ListAsync("livraisons?etat=AJour")).Count);
    }

    [Fact]
    public async Task The_last_word_is_ours_after_a_job_that_wrote_under_a_lease_that_it_had_lost()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17));
        var lost = Assert.Single(await PageAsync());
        await Gateway.ExecuteAsync("UPDATE livraison SET bail_jusqua = @past WHERE etat = 'EnCours'", new { past = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        await PushAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"));
        var newer = await Poll.UntilAsync(() => PageAsync(), page => page.Count == 1 && Decision(page[0]) == "D");
        Assert.Equal("ENREGISTRE", await Http.AcknowledgeAsync(Acquittement(JetonOf(newer[0]))));
        Assert.Single(await ListAsync("livraisons?etat=AJour"));

        // Now the first job writes F, and says so.
        Assert.Equal("EXPIRE", await Http.AcknowledgeAsync(Acquittement(JetonOf(lost))));
        var again = Assert.Single(await PageAsync());
        Assert.Equal("D", Decision(again));
        Assert.Equal("ENREGISTRE", await Http.AcknowledgeAsync(Acquittement(JetonOf(again))));

        // A refusal has written nothing, and the same word again tells nothing new.
        Assert.Equal("EXPIRE", await Http.AcknowledgeAsync(Acquittement(JetonOf(lost))));
        Assert.Equal("EXPIRE", await Http.AcknowledgeAsync(Acquittement(JetonOf(newer[0]), "REFUSEE")));
        Assert.Empty(await PageAsync());
        Assert.Single(await ListAsync("livraisons?etat=AJour"));

        static string Decision(XElement opi) => string.Join(' ', opi.Descendants("codDecVeu").Select(d => d.Value));
    }

    [Fact]
    public async Task A_restart_of_the_gateway_does_not_take_the_OPI_from_the_job()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17));
        var held = Assert.Single(await PageAsync());

        await Gateway.StopAsync();
        await Gateway.StartAsync();

        Assert.Empty(await PageAsync());
        Assert.Equal("ENREGISTRE", await Http.AcknowledgeAsync(Acquittement(JetonOf(held))));
    }

    [Fact]
    public async Task The_same_acknowledgement_again_changes_nothing_nor_does_another_one()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17));
        var jeton = JetonOf(Assert.Single(await PageAsync()));

        Assert.Equal("ENREGISTRE DEJA_ACQUITTE", await Http.AcknowledgeAsync(Acquittement(jeton) + Acquittement(jeton)));
        Assert.Equal("DEJA_ACQUITTE", await Http.AcknowledgeAsync(Acquittement(jeton)));
        Assert.Equal("DEJA_ACQUITTE", await Http.AcknowledgeAsync(Acquittement(jeton, "REFUSEE")));

        var livraison = Assert.Single(await ListAsync("livraisons"))!;
        Assert.Equal("AJour", livraison["etat"]!.GetValue<string>());
        Assert.Single(await ListAsync($"livraisons/{livraison["id"]}/echanges"));
    }

    [Fact]
    public async Task A_ticket_of_another_etablissement_or_a_forged_one_is_unknown()
    {
        await StartServiceAsync();
        await using var other = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        other.UseService("intrus");
        other.Document["push"]!["login"] = "psup-lacs";
        await other.SaveAsync(Gateway);
        await PushAndRestAsync(Voeu(17));
        var jeton = JetonOf(Assert.Single(await PageAsync()));
        Assert.Empty((await Http.JobAsync("recupererOpi", "<taille>10</taille>", "intrus:mdp-intrus")).Element("opis")!.Elements());

        Assert.Equal("INCONNU", await Http.AcknowledgeAsync(Acquittement(jeton), "intrus:mdp-intrus"));
        var forged = (jeton[0] == 'A' ? 'B' : 'A') + jeton[1..];
        Assert.Equal("INCONNU INCONNU INCONNU", await Http.AcknowledgeAsync(Acquittement("1") + Acquittement(forged) + Acquittement(jeton[..^8])));

        Assert.Equal("EnCours", Assert.Single(await ListAsync("livraisons"))!["etat"]!.GetValue<string>());
        Assert.Equal("ENREGISTRE", await Http.AcknowledgeAsync(Acquittement(jeton)));
    }

    [Fact]
    public async Task A_closed_gate_holds_Parcoursup_s_and_lets_the_others_pass()
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartServiceAsync(openGate: false);
        await PushAndRestAsync(Voeu(17));
        (await Http.PostOpiAsync(OpiMessages.Envelope(OpiMessages.Individu("E1") + OpiMessages.Voeux(("L1HIS", "F"))), "ecandidat:mdp-ecandidat")).AssertAccepted();
        await AtRestAsync();

        var page = await Http.JobAsync("recupererOpi", "<taille>10</taille>");
        Assert.Equal("E1", NumberOf(Assert.Single(page.Element("opis")!.Elements("item"))));
        Assert.Equal("1", page.Element("enAttenteConnecteur")!.Value);

        // The job can open the gate itself, and sees why it was closed.
        var before = await Http.JobAsync("testerConnecteur", "<executer>false</executer>");
        Assert.Equal("false", before.Element("ouvert")!.Value);
        Assert.Contains("attendent", before.Element("raison")!.Value, StringComparison.Ordinal);
        Assert.Empty(before.Element("etapes")!.Elements());
        var after = await Http.JobAsync("testerConnecteur", "");
        Assert.Equal("true", after.Element("ouvert")!.Value);
        Assert.Contains(after.Element("etapes")!.Elements("item"), e => e.Element("nom")!.Value == "Message de test acquitté" && e.Element("resultat")!.Value == "Reussie");
        Assert.Equal("17", NumberOf(Assert.Single(await PageAsync())));
    }

    [Fact]
    public async Task A_refusal_waits_for_a_person_and_what_was_refused_is_not_taken_for_attempted()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17, Economie), Voeu(17));
        using var job = Job();
        Assert.Equal(1, (await job.PasserAsync(10, default)).Refusees);

        var refused = Assert.Single(await ListAsync("livraisons?etat=RefusMetier"))!;
        Assert.Contains("n'existe pas", refused["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("Apogée refuse cette OPI", refused["explication"]!.GetValue<string>(), StringComparison.Ordinal);

        // The mapping is mended: the VET that Apogée refused does not come back as D.
        Etab.Formations[1]!["oui"]!["codEtp"] = "L1HIS";
        await Etab.SaveAsync(Gateway);
        await AtRestAsync();
        Assert.Equal(new BilanTraitement(1, 1, 0), await job.PasserAsync(10, default));
        Assert.Equal("L1DROI=F L1HIS=F", await Etab.VoeuxAsync("17"));
    }

    [Fact]
    public async Task A_technical_failure_is_given_out_again_later()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17));

        Assert.Equal("ENREGISTRE", await Http.AcknowledgeAsync(Acquittement(JetonOf(Assert.Single(await PageAsync())), "ECHEC", "<message>ORA-12541</message>")));
        var waiting = Assert.Single(await ListAsync("livraisons"))!;
        Assert.Equal("AEnvoyer", waiting["etat"]!.GetValue<string>());
        Assert.Equal("ORA-12541", waiting["message"]!.GetValue<string>());

        Assert.Equal("17", NumberOf(Assert.Single(await PageOfAsync(1))));
    }

    [Fact]
    public async Task The_same_person_under_two_numbers_is_never_in_two_hands()
    {
        await StartServiceAsync();
        var (first, second) = (Voeu(17), Voeu(18));
        foreach (var identity in (string[])["ine", "nom", "dateNaissance"]) second[identity] = first[identity]!.DeepClone();
        await PushAndRestAsync(first, second, Voeu(30));

        var page = await PageAsync();
        Assert.Equal(2, page.Count);
        Assert.Empty(await PageAsync());
        await Http.AcknowledgeAsync(string.Concat(page.Select(o => Acquittement(JetonOf(o)))));

        Assert.Single(await PageAsync());
    }

    [Fact]
    public async Task What_changes_while_the_job_writes_is_in_the_next_page()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17));
        var held = Assert.Single(await PageAsync());
        await PushAndRestAsync(Voeu(17, situation: 3, reponse: "06/06/2026 10:00"));
        Assert.Empty(await PageAsync());

        Assert.Equal("ENREGISTRE", await Http.AcknowledgeAsync(Acquittement(JetonOf(held))));

        var next = Assert.Single(await PageAsync());
        Assert.Equal("D", next.Descendants("codDecVeu").Single().Value);
    }

    [Fact]
    public async Task The_version_asked_for_tells_what_it_cannot_carry()
    {
        SharedGateway.AddAccount(Etab, "ecandidat", "mdp-ecandidat", "E");
        await StartServiceAsync();
        (await Http.PostOpiAsync(OpiMessages.Envelope(OpiMessages.Individu("E1") + "<bac><codBac>NBGE</codBac><codSpe1BacTer>MATH</codSpe1BacTer></bac>"), "ecandidat:mdp-ecandidat")).AssertAccepted();
        await AtRestAsync();

        var page = await Http.JobAsync("recupererOpi", "<taille>1</taille><version>9</version>");
        var opi = Assert.Single(page.Element("opis")!.Elements("item"));
        Assert.Equal("9", opi.Element("version")!.Value);
        Assert.Empty(opi.Element("donneesOpi9")!.Descendants("codSpe1BacTer"));
        var lost = Assert.Single(opi.Element("modifications")!.Elements("item"));
        Assert.Equal(("bac.codSpe1BacTer", "MATH"), (lost.Element("champ")!.Value, lost.Element("avant")!.Value));
    }

    [Fact]
    public async Task An_etablissement_whose_OPI_leave_another_way_gives_none_out()
    {
        Etab.UseService(voie: "Soap");
        await StartAsync();
        await PushAndRestAsync(Voeu(17));

        var (code, message) = await Http.JobFaultAsync("recupererOpi", "<taille>10</taille>");

        Assert.Equal("functionnal.borules.nonautorise.voie", code);
        Assert.Contains("opi.voie", message, StringComparison.Ordinal);
        Assert.Equal("L1DROI=F", await Etab.VoeuxAsync("17"));
    }
}

public sealed class PageTestsOnSqlite(PostgresServer postgres) : PageTests(postgres, DatabaseEngine.Sqlite);

public sealed class PageTestsOnPostgres(PostgresServer postgres) : PageTests(postgres, DatabaseEngine.Postgres)
{
    [Fact]
    public async Task One_node_gives_out_and_another_hears_the_acknowledgement()
    {
        await StartServiceAsync();
        await PushAndRestAsync(Voeu(17));
        var held = Assert.Single(await PageAsync());
        await using var other = await GatewayInstance.StartAsync(Storage);

        Assert.Empty((await other.Http.JobAsync("recupererOpi", "<taille>10</taille>")).Element("opis")!.Elements());
        Assert.Equal("ENREGISTRE", await other.Http.AcknowledgeAsync(Acquittement(JetonOf(held))));
        Assert.Equal("DEJA_ACQUITTE", await Http.AcknowledgeAsync(Acquittement(JetonOf(held))));
    }
}
