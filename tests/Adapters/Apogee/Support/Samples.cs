using System.Text;
using System.Xml;
using System.Xml.Linq;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Nomenclatures;
using Parcoursup.Gateway.Domain.Opi;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

internal static class Samples
{
    public const string Ns = OpiNamespaces.Default;

    public const string Individu =
        "<individu><codOpiIntEpo>100017</codOpiIntEpo><donneesNaissance><dateNaiIndOpi>28022008</dateNaiIndOpi></donneesNaissance>" +
        "<etatCivil><libNomPatIndOpi>DURAND</libNomPatIndOpi><libPr1IndOpi>LEA</libPr1IndOpi></etatCivil></individu>";

    public static readonly ApogeeOptions Options = new() { Url = "http://127.0.0.1/services/OpiMetier" };

    public static readonly TablesNomenclature Tables = new(new Dictionary<string, IReadOnlyDictionary<string, string>>
    {
        ["serieBac"] = new Dictionary<string, string> { ["Générale"] = "NBGE" },
    });

    public static readonly Candidat Candidat = new()
    {
        Session = 2026,
        CodeCandidat = 17,
        Ine = "123456789AB",
        Sexe = "F",
        Nom = "Durand",
        Prenom = "Lea",
        DateNaissance = new DateOnly(2008, 2, 28),
        CodePaysNaissance = "99100",
        DepartementNaissance = "73",
        CodeCommuneNaissance = "73065",
        LibelleCommuneNaissance = "Chambery",
        CodePaysNationalite = "FR",
        Mail = "lea.durand@exemple.fr",
    };

    public static string Wish(string codEtp = "L1DROI", string decision = "F", string extra = "") =>
        $"<item><codCge>DRT</codCge><codDecVeu>{decision}</codDecVeu><codEtp>{codEtp}</codEtp><codVrsVet>101</codVrsVet><numCls>1</numCls>{extra}</item>";

    public static byte[] Envelope(string donnees, int version = 10, string ns = Ns) => Encoding.UTF8.GetBytes(
        $"""<?xml version='1.0' encoding='UTF-8'?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><e:Body><o:mettreajourDonneesOpi_v{version} xmlns:o="{ns}"><_donneesOpi>{donnees}</_donneesOpi></o:mettreajourDonneesOpi_v{version}></e:Body></e:Envelope>""");

    public static OpiLecture Read(string donnees, int version = 10, string ns = Ns) =>
        OpiMessageReader.Read(Envelope(donnees, version, ns), "text/xml; charset=utf-8");

    public static OpiRecu Received(string donnees, int version = 10) => Assert.IsType<OpiRecu>(Read(donnees, version));

    public static OpiFaute Refused(string donnees) => Assert.IsType<OpiFaute>(Read(donnees));

    public static OpiSouhaitee Souhaitee(params VoeuOpi[] voeux) => new(voeux, []);

    public static VoeuOpi Voeu(CodeDecision code = CodeDecision.F, CibleVet? cible = null) => new()
    {
        Cible = cible ?? new CibleVet { CodCge = "DRT", CodEtp = "L1DROI", CodVrsVet = 101 },
        Code = code,
        NumCls = 1,
        Motif = "essai",
    };

    /// <summary>The request element as it would be sent, and what was changed.</summary>
    public static (XElement Request, IReadOnlyList<Domain.Livraisons.Modification> Modifications) Write(OpiContenu contenu, ApogeeOptions? options = null)
    {
        var text = new StringBuilder();
        IReadOnlyList<Domain.Livraisons.Modification> modifications;
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
            modifications = OpiRequestWriter.Write(xml, options ?? Options, contenu);
        return (XElement.Parse(text.ToString(), LoadOptions.PreserveWhitespace), modifications);
    }

    public static byte[] Wrap(XElement request)
    {
        XNamespace soap = "http://schemas.xmlsoap.org/soap/envelope/";
        return Encoding.UTF8.GetBytes(new XElement(soap + "Envelope", new XElement(soap + "Body", request)).ToString(SaveOptions.DisableFormatting));
    }
}
