using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

public sealed class EtudiantClientTests
{
    private const string Ns = "gouv.education.apogee.commun.servicesmetiers.EtudiantMetier";

    [Fact]
    public async Task The_question_has_its_nine_children_in_the_order_of_the_schema()
    {
        await using var server = await Server.AnsweringAsync(200, Found("<codEtu>1</codEtu>"));
        await FindAsync(server.Service, new CritereEtudiant { CodOpi = "P17", DateNaissance = "28022008", Annuaire = true });

        var call = XDocument.Parse(Assert.Single(server.Seen).Body).Root!.Elements().Single().Elements().Single();
        Assert.Equal(XName.Get("recupererIdentifiantsEtudiant_v2", Ns), call.Name);
        Assert.Equal(
            "_codEtu= _codInd= _numINE= _numBoursier= _codOPI=P17 _nom= _prenom= _dateNaiss=28022008 _temoinRecupAnnu=O",
            string.Join(' ', call.Elements().Select(e => $"{e.Name}={e.Value}")));
    }

    [Fact]
    public async Task The_answer_is_read_in_any_order_with_every_spelling_of_no_value()
    {
        await using var server = await Server.AnsweringAsync(200, Found(
            "<numeroINE>123456789AB</numeroINE><inconnu><x/></inconnu><loginAnnuaire/><codInd>42</codInd><numBoursier xsi:nil='true'/><codEtu>22600042</codEtu><emailAnnuaire>z@x.fr</emailAnnuaire>"));
        var reponse = await FindAsync(server.Service);

        Assert.IsType<IssueEnvoi.Acquittee>(reponse.Echange.Issue);
        Assert.Equal(new IdentifiantsEtudiant { CodEtu = 22600042, CodInd = 42, NumeroIne = "123456789AB", EmailAnnuaire = "z@x.fr" }, reponse.Etudiant);
        Assert.NotEqual(0, reponse.Echange.Requete.Length);
        Assert.NotEqual(0, reponse.Echange.Reponse.Length);
    }

    [Theory]
    [InlineData("<codEtu>0</codEtu><codInd>42</codInd>")]
    [InlineData("<codInd>42</codInd>")]
    public async Task A_person_without_student_number_is_no_student_yet(string fields)
    {
        await using var server = await Server.AnsweringAsync(200, Found(fields));
        Assert.Equal(new IdentifiantsEtudiant { CodInd = 42 }, (await FindAsync(server.Service)).Etudiant);
    }

    [Fact]
    public async Task Nobody_found_is_an_answer_and_not_an_error()
    {
        await using var server = await Server.AnsweringAsync(500, Soap11.Fault("technical.data.nullretrieve.etudiant", Ns, "Aucun étudiant"));
        var reponse = await FindAsync(server.Service);
        Assert.IsType<IssueEnvoi.Acquittee>(reponse.Echange.Issue);
        Assert.Null(reponse.Etudiant);
    }

    [Fact]
    public async Task An_empty_return_is_nobody()
    {
        await using var server = await Server.AnsweringAsync(200, Soap11.Envelope($"<r:recupererIdentifiantsEtudiant_v2Response xmlns:r='{Ns}'/>"));
        var reponse = await FindAsync(server.Service);
        Assert.IsType<IssueEnvoi.Acquittee>(reponse.Echange.Issue);
        Assert.Null(reponse.Etudiant);
    }

    [Theory]
    [InlineData("<codEtu>beaucoup</codEtu>")]
    [InlineData("<codEtu>99999999999</codEtu>")]
    [InlineData("<codEtu><x/></codEtu>")]
    public async Task An_answer_against_the_contract_is_a_technical_failure(string fields)
    {
        await using var server = await Server.AnsweringAsync(200, Found(fields));
        var reponse = await FindAsync(server.Service);
        Assert.Contains("illisible", Assert.IsType<IssueEnvoi.EchecTechnique>(reponse.Echange.Issue).Message, StringComparison.Ordinal);
        Assert.Null(reponse.Etudiant);
    }

    [Fact]
    public async Task Another_refusal_stays_a_refusal()
    {
        await using var server = await Server.AnsweringAsync(500, Soap11.Fault("technical.parameter.noncoherentinput.codOPI", Ns, "non"));
        Assert.Equal("technical.parameter.noncoherentinput.codOPI", Assert.IsType<IssueEnvoi.Refusee>((await FindAsync(server.Service)).Echange.Issue).Code);
    }

    [Fact]
    public async Task An_outage_is_told_from_an_answer()
    {
        await using var server = await Server.AnsweringAsync(503, "", "text/html");
        Assert.IsType<IssueEnvoi.EchecTechnique>((await FindAsync(server.Service)).Echange.Issue);
        Assert.IsType<IssueEnvoi.NonEnvoyee>((await FindAsync(new Uri("http://127.0.0.1:9/services/OpiMetier"))).Echange.Issue);
    }

    private static string Found(string fields) => Soap11.Envelope(
        $"<r:recupererIdentifiantsEtudiant_v2Response xmlns:r='{Ns}' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><recupererIdentifiantsEtudiant_v2Return>{fields}</recupererIdentifiantsEtudiant_v2Return></r:recupererIdentifiantsEtudiant_v2Response>");

    private static async Task<ReponseEtudiant> FindAsync(Uri opiMetier, CritereEtudiant? critere = null)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddApogeeAdapter();
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<EtudiantClient>().FindAsync(
            Samples.Options with { Url = opiMetier.AbsoluteUri, Etudiant = new() }, critere ?? new CritereEtudiant { CodOpi = "P17" }, CancellationToken.None);
    }
}
