using System.IO.Pipelines;
using System.Text;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol.Facade;
using Parcoursup.Gateway.Domain.Candidats;

namespace Parcoursup.Gateway.Tests.Adapters.Parcoursup;

public sealed class FacadeTests
{
    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void A_request_for_candidates_is_read_with_its_credentials()
    {
        var lue = Assert.IsType<FacadeLecture<DemandeCandidatsAdmis>.Lue>(FacadeReader.ReadCandidatsAdmisRequest(
            Utf8("""{"Identifiant":{"LOGIN":"l","pwd":"p"},"codeEtablissement":"0730013t","codeCandidat":"17","codeFormationPsup":null}""")));
        Assert.Equal(new Identifiants("l", "p"), lue.Identifiants);
        Assert.Equal(new DemandeCandidatsAdmis("0730013T", 17, null), lue.Demande);
    }

    [Fact]
    public void An_unreadable_filter_is_a_defect_and_not_a_request_for_everybody()
    {
        var lecture = Assert.IsType<FacadeLecture<DemandeCandidatsAdmis>.Defectueuse>(
            FacadeReader.ReadCandidatsAdmisRequest(Utf8("""{"identifiant":{"login":"l","pwd":"p"},"codeCandidat":"dix-sept"}""")));
        Assert.Equal("l", lecture.Identifiants.Login);
        Assert.Equal("codeCandidat", Assert.Single(lecture.Defauts).Champ);
    }

    [Fact]
    public async Task What_our_client_sends_our_facade_reads()
    {
        await using var server = await LoopbackServer.AnsweringAsync("""{"retour":"OK"}""");
        using var http = new HttpClient(ParcoursupHttp.CreateHandler());
        await new ParcoursupClient(http, TimeProvider.System).MajInscriptionAsync(Samples.Options(server.Url), Samples.Maj, default);

        var lue = Assert.IsType<FacadeLecture<MajInscription>.Lue>(FacadeReader.ReadMajInscription(Utf8(server.Received[0].Body)));
        Assert.Equal(Samples.Maj, lue.Demande);
        Assert.Equal(new Identifiants("univ-alpes", "s3cret\"é"), lue.Identifiants);
    }

    [Fact]
    public void All_defects_of_an_enrolment_come_at_once()
    {
        var lecture = Assert.IsType<FacadeLecture<MajInscription>.Defectueuse>(FacadeReader.ReadMajInscription(
            Utf8("""{"codeCandidat":"x","etatInscription":7,"dateNaissance":"hier","codeEtablissementAffectation":"ici"}""")));
        Assert.Equal(Identifiants.Absents, lecture.Identifiants);
        Assert.Equal(
            ["codeCandidat", "dateNaissance", "codeFormationPsup", "codeEtablissementAffectation", "etatInscription"],
            lecture.Defauts.Select(d => d.Champ));
    }

    [Fact]
    public void A_body_that_is_no_object_is_unreadable() =>
        Assert.Equal(2, Assert.IsType<FacadeLecture<MajInscription>.Illisible>(FacadeReader.ReadMajInscription(Utf8("{\n oups"))).Ligne);

    [Fact]
    public void Acknowledgements_have_Parcoursups_form()
    {
        Assert.Equal("""{"retour":"OK","message":"Requete correctement traitee"}""", Encoding.UTF8.GetString(Acknowledgement.Ok()));
        Assert.Equal("""{"retour":"NOK","message":"À « corriger »"}""", Encoding.UTF8.GetString(Acknowledgement.Nok("À « corriger »")));
    }

    [Fact]
    public void A_candidate_is_written_with_numbers_dates_and_flags_as_Parcoursup_does()
    {
        var lu = Assert.IsType<CandidatLu>(CandidatReader.Read(Json.Parse(Samples.Candidat), null));
        var written = Json.Parse(CandidatWriter.Write(lu.Candidat, lu.Voeu));
        var original = Json.Parse(Samples.Candidat);
        foreach (var member in original.EnumerateObject().Where(m => m.Name is not ("champInconnu" or "codeFormation3")))
            Assert.Equal(member.Value.GetRawText(), System.Text.RegularExpressions.Regex.Unescape(written.GetProperty(member.Name).GetRawText()));
    }

    [Fact]
    public async Task A_list_is_written_in_pieces_and_read_back_whole()
    {
        var lu = Assert.IsType<CandidatLu>(CandidatReader.Read(Json.Parse(Samples.Candidat), null));
        using var memory = new MemoryStream();
        var pipe = PipeWriter.Create(memory, new StreamPipeWriterOptions(leaveOpen: true));
        await CandidatWriter.WriteListAsync(pipe, ManyAsync(lu, 500), default);
        await pipe.CompleteAsync();

        memory.Position = 0;
        CandidatsAdmisElement? last = null;
        await foreach (var element in CandidatsAdmisReader.ReadAsync(memory, null)) last = element;
        Assert.Equal(new FinDeListe(500), last);
    }

    private static async IAsyncEnumerable<(Candidat, Voeu, int)> ManyAsync(CandidatLu lu, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return (lu.Candidat, lu.Voeu, 0);
        }
    }
}
