using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Tests.Adapters.Exposition.Support;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Parcoursup.Gateway.Tests.Adapters.Exposition.Protocol;

/// <summary>The contract of the API, answer by answer.</summary>
public sealed class ContratTests : IDisposable
{
    private const string Record = """{"uai":"0750001A","code_certification":"40025214","nb_annee_term":40,"taux_en_emploi_6_mois":52.5}""";
    private readonly WireMockServer _server = WireMockServer.Start();

    private Uri Base => new(_server.Url! + "/api/inserjeunes");

    [Theory]
    [InlineData("CFD:40025214", "/api/inserjeunes/formations/0750001A-40025214")]
    [InlineData("MEFSTAT11:2472521431A", "/api/inserjeunes/formations/0750001A-2472521431A")]
    [InlineData("SISE:2500249", "/api/inserjeunes/formations/0750001A-SISE:2500249")]
    public async Task A_code_is_written_as_the_API_takes_it(string code, string path)
    {
        Answer(200, Record);

        await LireAsync(Sources.Formation("0750001A", code));

        Assert.Equal(path, Uri.UnescapeDataString(Assert.Single(_server.LogEntries).RequestMessage!.AbsolutePath));
        Assert.DoesNotContain("%3A", _server.LogEntries.Single().RequestMessage!.AbsoluteUrl, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_millesime_the_key_and_the_region_go_where_they_belong()
    {
        Answer(200, Record);
        using var source = Sources.De(new(Base, "secret-42", "apikey"));

        await source.LireAsync(DemandeExposition.Regionale("11", Sources.Code("40025214"), "2022_2023"), default);

        var request = Assert.Single(_server.LogEntries).RequestMessage!;
        Assert.Equal("/api/inserjeunes/regionales/11/certifications/40025214", request.AbsolutePath);
        Assert.Equal("2022_2023", request.GetParameter("millesime")!.Single());
        Assert.Equal("secret-42", request.Headers!["apikey"].Single());
        Assert.False(request.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Without_millesime_none_is_asked_for()
    {
        Answer(200, Record);

        await LireAsync(DemandeExposition.Certification(Sources.Code("40025214"), null));

        Assert.DoesNotContain("millesime", _server.LogEntries.Single().RequestMessage!.AbsoluteUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_is_read_with_all_that_it_has()
    {
        Answer(200, """
            {"uai":"0750001A","code_certification":"40025214","code_certification_type":"cfd","code_formation_diplome":"40025214",
             "libelle":"BAC PRO","filiere":"apprentissage","millesime":"2022_2023","region":{"code":"11","nom":"Île-de-France"},
             "academie":{"code":"01","nom":"Paris"},"donnee_source":{"code_certification":"40025213","type":"ancienne"},
             "uai_donnee":"0750002B","uai_donnee_type":"gestionnaire","formation_fermee":false,"nb_annee_term":40,"nb_sortant":"20",
             "taux_en_formation":30,"taux_en_emploi_6_mois":52.5,"taux_autres_24_mois":7,"salaire_12_mois_q1":1400,
             "salaire_12_mois_q2":1500,"salaire_12_mois_q3":1650,"un_champ_nouveau":{"x":1},"_meta":{}}
            """);

        var record = Assert.IsType<ReponseExposition.Trouve>((await LireAsync()).Reponse).Enregistrement;

        Assert.Equal(("0750001A", "cfd", "2022_2023", "11", "01"), (record.Uai, record.CodeCertificationType, record.Millesime, record.Region!.Code,
            record.Academie!.Code));
        Assert.Equal(new DonneeSource("40025213", "ancienne"), record.DonneeSource);
        Assert.Equal((40, 20, 30m, 52.5m, 7m), (record.NbAnneeTerm, record.NbSortant, record.TauxEnFormation, record.TauxEnEmploi6Mois,
            record.TauxAutres24Mois));
        Assert.Equal((1400m, 1500m, 1650m), (record.Salaire12MoisQ1, record.Salaire12MoisQ2, record.Salaire12MoisQ3));
        Assert.Null(record.TauxEnEmploi12Mois);
        Assert.False(record.FormationFermee);
    }

    [Fact]
    public async Task A_common_year_brings_its_last_years_or_why_there_is_none()
    {
        Answer(200, """
            {"uai":"0750001A","code_certification":"24710000001","certificationsTerminales":[
              {"code_certification":"24730000001","taux_en_formation":30},
              {"error":"Formation inconnue","millesimes":["2021_2022"],"code_certification":"24730000002"}]}
            """);

        var terminales = Assert.IsType<ReponseExposition.Trouve>((await LireAsync()).Reponse).Enregistrement.CertificationsTerminales;

        Assert.Equal(30m, terminales[0].Enregistrement!.TauxEnFormation);
        Assert.Null(terminales[1].Enregistrement);
        Assert.Equal(("24730000002", "Formation inconnue"), (terminales[1].CodeCertification, terminales[1].Erreur));
        Assert.Equal(["2021_2022"], terminales[1].Millesimes);
    }

    public static TheoryData<string, string> Absences => new()
    {
        { """{"statusCode":404,"error":"Not Found","message":"Formation inconnue"}""", nameof(ReponseExposition.Inconnu) },
        { """{"statusCode":404,"error":"Not Found","message":"Certification inconnue"}""", nameof(ReponseExposition.Inconnu) },
        { """{"statusCode":404,"error":"Not Found","message":"Etablissement inconnu"}""", nameof(ReponseExposition.EtablissementInconnu) },
        { """{"statusCode":404,"error":"Not Found","message":"Établissement inconnu"}""", nameof(ReponseExposition.EtablissementInconnu) },
        { """{"statusCode":404,"error":"Not Found","message":"Pas de données disponibles"}""", nameof(ReponseExposition.SansDonnees) },
        {
            """{"statusCode":404,"message":"Pas de données pour le millésime","data":{"millesimesDisponible":["2021_2022","2020_2021"]}}""",
            nameof(ReponseExposition.SansMillesime)
        },
    };

    [Theory, MemberData(nameof(Absences))]
    public async Task Each_404_of_the_API_has_its_meaning_and_is_asked_once(string body, string kind)
    {
        Answer(404, body);

        var lue = await LireAsync();

        Assert.Equal(kind, lue.Reponse.GetType().Name);
        Assert.Single(_server.LogEntries);
        if (lue.Reponse is ReponseExposition.SansMillesime sans) Assert.Equal(["2021_2022", "2020_2021"], sans.Disponibles);
    }

    public static TheoryData<int, string> PasDeDonnees => new()
    {
        { 404, "<html><body>Not Found</body></html>" },
        { 404, "" },
        { 404, """{"message":"no Route matched with those values"}""" },
        { 404, """{"statusCode":404}""" },
        { 404, "[]" },
        { 200, "<!DOCTYPE html><html></html>" },
        { 200, """{"uai":"0750001A"}""" },
        { 200, """{"uai":"0750001A","code_certification":"400252""" },
        { 200, """{"code_certification":"40025214"} {"code_certification":"1"}""" },
        { 401, """{"statusCode":401,"message":"Unauthorized"}""" },
        { 403, """{"message":"Formation inconnue"}""" },
        { 500, """{"message":"Formation inconnue"}""" },
        { 503, "" },
        { 418, "{}" },
    };

    [Theory, MemberData(nameof(PasDeDonnees))]
    public async Task Whatever_is_not_the_APIs_own_answer_is_a_failure_and_never_no_data(int status, string body)
    {
        Answer(status, body);

        Assert.IsType<ReponseExposition.Echec>((await LireAsync()).Reponse);
    }

    [Theory]
    [InlineData(401, 1)]
    [InlineData(403, 1)]
    [InlineData(400, 1)]
    [InlineData(302, 1)]
    [InlineData(503, 5)]
    [InlineData(500, 5)]
    public async Task Only_what_is_transient_is_tried_again(int status, int calls)
    {
        Answer(status, """{"statusCode":0,"message":"\"uai\" fails"}""");

        await LireAsync();

        Assert.Equal(calls, _server.LogEntries.Count);
    }

    [Fact]
    public async Task A_question_that_the_API_does_not_take_is_refused_with_its_words()
    {
        Answer(400, """{"statusCode":400,"message":"\"uai\" fails to match the required pattern"}""");

        Assert.Contains("fails to match", Assert.IsType<ReponseExposition.Refuse>((await LireAsync()).Reponse).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_some_503_the_answer_comes()
    {
        for (var i = 0; i < 3; i++)
            _server.Given(Request.Create().UsingGet()).InScenario("rafale").WillSetStateTo($"{i}", 1)
                .WhenStateIs(i == 0 ? null! : $"{i - 1}").RespondWith(Response.Create().WithStatusCode(503));
        _server.Given(Request.Create().UsingGet()).InScenario("rafale").WhenStateIs("2")
            .RespondWith(Response.Create().WithStatusCode(200).WithBody(Record));

        Assert.IsType<ReponseExposition.Trouve>((await LireAsync()).Reponse);
    }

    [Fact]
    public async Task Retry_after_is_waited_for()
    {
        _server.Given(Request.Create().UsingGet()).InScenario("429").WillSetStateTo("ensuite", 1)
            .RespondWith(Response.Create().WithStatusCode(429).WithHeader("Retry-After", "1"));
        _server.Given(Request.Create().UsingGet()).InScenario("429").WhenStateIs("ensuite")
            .RespondWith(Response.Create().WithStatusCode(200).WithBody(Record));
        var start = TimeProvider.System.GetTimestamp();

        Assert.IsType<ReponseExposition.Trouve>((await LireAsync()).Reponse);

        Assert.True(TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(0.9));
        Assert.Equal(2, _server.LogEntries.Count);
    }

    [Fact]
    public async Task A_redirection_is_not_followed_with_the_key_and_is_told_without_its_query()
    {
        _server.Given(Request.Create().UsingGet())
            .RespondWith(Response.Create().WithStatusCode(301).WithHeader("Location", "https://ailleurs.example/x?apiKey=abc"));

        var echec = Assert.IsType<ReponseExposition.Echec>((await LireAsync()).Reponse);

        Assert.Contains("https://ailleurs.example", echec.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", echec.Message, StringComparison.Ordinal);
        Assert.Single(_server.LogEntries);
    }

    [Theory]
    [InlineData("items_par_page")]
    [InlineData("resultats_par_page")]
    public async Task The_pages_size_is_read_under_both_of_its_names(string name)
    {
        Answer(200, $$$"""
            {"formations":[{"uai":"0750001A","code_certification":"40025214"},{"uai":"0750001A"},{"code_certification":"40025214"}],
             "pagination":{"page":1,"{{{name}}}":3,"nombre_de_page":7,"total":20}}
            """);
        using var source = Sources.De(new(Base, "k"));

        var page = await source.ListerAsync(RouteExposition.Formations, null, 1, default);

        Assert.Equal((7, 20, 3), (page.Pages, page.Total, page.ParPage));
        Assert.Single(page.Fiches);
        Assert.Equal(2, page.Avertissements.Count);
        Assert.Contains("rang 2", page.Avertissements[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"data":[]}""")]
    [InlineData(404, """{"message":"Not Found"}""")]
    [InlineData(401, "{}")]
    public async Task A_list_that_is_not_the_APIs_is_a_failure(int status, string body)
    {
        Answer(status, body);
        using var source = Sources.De(new(Base, "k"));

        Assert.NotNull((await source.ListerAsync(RouteExposition.Certifications, null, 1, default)).Panne);
    }

    [Fact]
    public async Task No_secret_stands_in_what_is_told()
    {
        _server.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithStatusCode(400).WithBody("client_secret=tres-secret"));
        var connexion = new ConnexionExposition(Base, "ma-cle", null, new Uri(_server.Url + "/jeton"), "moi", "tres-secret");
        using var source = Sources.De(connexion);

        var echec = Assert.IsType<ReponseExposition.Echec>((await source.LireAsync(Sources.Formation("0750001A", "40025214"), default)).Reponse);

        Assert.DoesNotContain("secret", echec.Message.Replace("son secret", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("tres-secret", connexion.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ma-cle", connexion.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _server.Dispose();

    private void Answer(int status, string body) => _server.Given(Request.Create().UsingGet()).RespondWith(
        Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(body));

    private async Task<ReponseLue> LireAsync(DemandeExposition? demande = null)
    {
        using var source = Sources.De(new(Base, "k"));
        return await source.LireAsync(demande ?? Sources.Formation("0750001A", "40025214"), default);
    }
}
