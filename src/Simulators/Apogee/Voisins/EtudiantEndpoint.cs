using System.Xml.Linq;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>/services/EtudiantMetier: who somebody is, among those who have enrolled.</summary>
internal sealed class EtudiantEndpoint(Etudiants etudiants, CallLog log, ApogeeNetwork network)
    : VoisinEndpoint(Service, Operations, log, network)
{
    public const string Service = "EtudiantMetier";

    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly VoisinOperation[] Operations =
    [
        new("recupererIdentifiantsEtudiant_v2", "recupererIdentifiantsEtudiant_v2Response",
            ["_codEtu", "_codInd", "_numINE", "_numBoursier", "_codOPI", "_nom", "_prenom", "_dateNaiss", "_temoinRecupAnnu"]),
    ];

    protected override (IEnumerable<XElement> Answer, OpiFault? Fault) CarryOut(VoisinCall call)
    {
        if (call["temoinRecupAnnu"] is not (null or "O" or "N"))
            return ([], OpiFault.Incoherent("temoinRecupAnnu", "temoinRecupAnnu vaut O ou N"));
        if (Operations[0].Children.SkipLast(1).All(name => call[name.TrimStart('_')] is null))
            return ([], OpiFault.Missing("codEtu"));
        if (etudiants.Find(call) is not { } found)
            return ([], new OpiFault("technical", "data", "nullretrieve", "etudiant", "Aucun étudiant ne correspond aux critères"));

        var directory = call["temoinRecupAnnu"] == "O";
        return ([new XElement(
            "recupererIdentifiantsEtudiant_v2Return",
            new XAttribute(XNamespace.Xmlns + "xsi", Xsi.NamespaceName),
            new XElement("codEtu", found.CodEtu),
            new XElement("codInd", found.Individu.Numero),
            Value("emailAnnuaire", directory ? $"e{found.CodEtu}@etu.exemple.fr" : null),
            Value("loginAnnuaire", directory ? $"e{found.CodEtu}" : null),
            Value("numBoursier", null),
            Value("numeroINE", found.Individu.EtatCivil("codNneIndOpi")))], null);
    }

    private static XElement Value(string name, string? value) =>
        value is null ? new XElement(name, new XAttribute(Xsi + "nil", "true")) : new XElement(name, value);
}
