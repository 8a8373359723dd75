using System.Text;
using System.Xml;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Writes the answers of <see cref="PasserelleApogee"/>, valid against its WSDL: children unqualified, in schema order.</summary>
internal static class ReponseWriter
{
    public static void Write(XmlWriter xml, string element, ReponseTraitement answer)
    {
        xml.WriteStartElement("p", element, PasserelleApogee.EspaceDeNoms);
        Element(xml, "resultat", () => WriteResult(xml, answer));
        xml.WriteEndElement();
    }

    private static void WriteResult(XmlWriter xml, ReponseTraitement answer)
    {
        switch (answer)
        {
            case ReponseTraitement.Page page:
                Element(xml, "opis", () => Items(xml, page.Opis, WriteOpi));
                xml.WriteUnqualified("restant", XmlConvert.ToString(page.Restant));
                xml.WriteUnqualified("enAttenteConnecteur", XmlConvert.ToString(page.EnAttenteConnecteur));
                break;
            case ReponseTraitement.Acquittements acquittements:
                Items(xml, acquittements.Lignes, WriteAcquittement);
                break;
            case ReponseTraitement.Confirmations { Seule: true } seule:
                WriteConfirmation(xml, seule.Lignes[0]);
                break;
            case ReponseTraitement.Confirmations confirmations:
                Items(xml, confirmations.Lignes, WriteConfirmation);
                break;
            case ReponseTraitement.CompteRendu compteRendu:
                WriteCompteRendu(xml, compteRendu);
                break;
            case ReponseTraitement.Connecteur connecteur:
                WriteConnecteur(xml, connecteur);
                break;
            default:
                throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}.");
        }
    }

    private static void WriteOpi(XmlWriter xml, OpiAEcrire opi)
    {
        xml.WriteUnqualified("jeton", opi.Jeton);
        xml.WriteUnqualified("codOpiIntEpo", opi.CodOpiIntEpo);
        xml.WriteUnqualified("version", XmlConvert.ToString(opi.Version));
        xml.WriteUnqualified("jusqua", Instant(opi.Jusqua));
        // Written by DonneesOpi, and journaled in these very bytes.
        xml.WriteRaw(Encoding.UTF8.GetString(opi.Donnees.Span));
        Element(xml, "modifications", () => Items(xml, opi.Modifications, (_, modification) =>
        {
            xml.WriteUnqualified("champ", modification.Champ);
            Optional(xml, "avant", modification.Avant);
            Optional(xml, "apres", modification.Apres);
            xml.WriteUnqualified("raison", modification.Raison);
        }));
    }

    private static void WriteAcquittement(XmlWriter xml, ResultatAcquittement ligne)
    {
        xml.WriteUnqualified("jeton", ligne.Jeton);
        xml.WriteUnqualified("etat", ligne.Etat switch
        {
            EtatAcquittement.Enregistre => "ENREGISTRE",
            EtatAcquittement.DejaAcquitte => "DEJA_ACQUITTE",
            EtatAcquittement.Expire => "EXPIRE",
            _ => "INCONNU",
        });
        xml.WriteUnqualified("message", ligne.Message);
    }

    private static void WriteConfirmation(XmlWriter xml, ResultatConfirmation ligne)
    {
        xml.WriteUnqualified("codOpiIntEpo", ligne.CodOpiIntEpo);
        xml.WriteUnqualified("etat", ligne.Etat switch
        {
            EtatConfirmation.Verifiee => "VERIFIEE",
            EtatConfirmation.Partielle => "PARTIELLE",
            _ => "INCONNUE",
        });
        Element(xml, "manquantes", () => Items(xml, ligne.Manquantes, WriteVet));
        Element(xml, "enTrop", () => Items(xml, ligne.EnTrop, WriteVet));
        xml.WriteUnqualified("message", ligne.Message);
    }

    private static void WriteVet(XmlWriter xml, VetVue vet)
    {
        Optional(xml, "codCge", vet.CodCge);
        xml.WriteUnqualified("codEtp", vet.CodEtp);
        xml.WriteUnqualified("codVrsVet", XmlConvert.ToString(vet.CodVrsVet));
        Optional(xml, "codDecVeu", vet.CodDecVeu);
    }

    private static void WriteCompteRendu(XmlWriter xml, ReponseTraitement.CompteRendu compteRendu)
    {
        xml.WriteUnqualified("recues", XmlConvert.ToString(compteRendu.Recues));
        xml.WriteUnqualified("acceptees", XmlConvert.ToString(compteRendu.Acceptees));
        xml.WriteUnqualified("refusees", XmlConvert.ToString(compteRendu.Refusees));
        Element(xml, "lignes", () => Items(xml, compteRendu.Lignes, (_, ligne) =>
        {
            xml.WriteUnqualified("ligne", XmlConvert.ToString(ligne.Ligne));
            Optional(xml, "champ", ligne.Champ);
            xml.WriteUnqualified("message", ligne.Message);
        }));
    }

    private static void WriteConnecteur(XmlWriter xml, ReponseTraitement.Connecteur connecteur)
    {
        xml.WriteUnqualified("ouvert", XmlConvert.ToString(connecteur.Ouvert));
        xml.WriteUnqualified("raison", connecteur.Raison);
        if (connecteur.TesteLe is { } instant) xml.WriteUnqualified("testeLe", Instant(instant));
        Element(xml, "etapes", () => Items(xml, connecteur.Etapes, (_, etape) =>
        {
            xml.WriteUnqualified("nom", etape.Nom);
            xml.WriteUnqualified("resultat", etape.Resultat.ToString());
            xml.WriteUnqualified("dureeMs", XmlConvert.ToString(etape.DureeMs));
            xml.WriteUnqualified("message", etape.Message);
            Optional(xml, "remede", etape.Remede);
        }));
    }

    private static void Items<T>(XmlWriter xml, IEnumerable<T> items, Action<XmlWriter, T> write)
    {
        foreach (var item in items) Element(xml, "item", () => write(xml, item));
    }

    private static void Element(XmlWriter xml, string name, Action content)
    {
        xml.WriteStartElement(null, name, "");
        content();
        xml.WriteEndElement();
    }

    private static void Optional(XmlWriter xml, string name, string? value)
    {
        if (value is not null) xml.WriteUnqualified(name, value);
    }

    private static string Instant(DateTimeOffset instant) => XmlConvert.ToString(instant.UtcDateTime, XmlDateTimeSerializationMode.Utc);
}
