using System.Globalization;
using System.Xml;
using Parcoursup.Gateway.Soap;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>The two messages of <c>recupererIdentifiantsEtudiant_v2</c> (contract §6).</summary>
internal static class EtudiantMessages
{
    public static readonly OperationApogee Operation =
        new("recupererIdentifiantsEtudiant_v2", "recupererIdentifiantsEtudiant_v2Response", "cette recherche");

    private const string Return = "recupererIdentifiantsEtudiant_v2Return";

    private const string NobodyFound = "technical.data.nullretrieve.etudiant";

    /// <summary>Nobody found: an answer, not an error. Some releases leave the last part of the code out.</summary>
    public static bool IsNobodyFound(string code) =>
        code.Equals(NobodyFound, StringComparison.OrdinalIgnoreCase)
        || (FautesApogee.IsNothingFound(code) && FautesApogee.IsWithoutElement(code));

    public static void Write(XmlWriter xml, string espaceDeNoms, CritereEtudiant critere)
    {
        xml.WriteStartElement("etu", Operation.Nom, espaceDeNoms);
        xml.WriteUnqualified("_codEtu", critere.CodEtu ?? "");
        xml.WriteUnqualified("_codInd", critere.CodInd ?? "");
        xml.WriteUnqualified("_numINE", critere.NumIne ?? "");
        xml.WriteUnqualified("_numBoursier", critere.NumBoursier ?? "");
        xml.WriteUnqualified("_codOPI", critere.CodOpi ?? "");
        xml.WriteUnqualified("_nom", critere.Nom ?? "");
        xml.WriteUnqualified("_prenom", critere.Prenom ?? "");
        xml.WriteUnqualified("_dateNaiss", critere.DateNaissance ?? "");
        xml.WriteUnqualified("_temoinRecupAnnu", critere.Annuaire ? "O" : "N");
        xml.WriteEndElement();
    }

    /// <summary>Null when the response holds no identifiers.</summary>
    /// <exception cref="SoapRequestException">The response does not keep to the contract.</exception>
    public static IdentifiantsEtudiant? Read(XmlReader reader)
    {
        IdentifiantsEtudiant? found = null;
        var children = reader.EnterElement();
        while (children.MoveNext())
        {
            if (reader.LocalName == Return && !reader.IsNil()) found = ReadReturn(reader);
            else reader.Skip();
        }

        return found;
    }

    private static IdentifiantsEtudiant ReadReturn(XmlReader reader)
    {
        var found = new IdentifiantsEtudiant();
        var children = reader.EnterElement();
        while (children.MoveNext())
        {
            switch (reader.LocalName)
            {
                case "codEtu": found = found with { CodEtu = ReadNumber(reader) }; break;
                case "codInd": found = found with { CodInd = ReadNumber(reader) }; break;
                case "numeroINE": found = found with { NumeroIne = reader.ReadTextOrNull()?.Trim() }; break;
                case "numBoursier": found = found with { NumBoursier = reader.ReadTextOrNull()?.Trim() }; break;
                case "emailAnnuaire": found = found with { EmailAnnuaire = reader.ReadTextOrNull()?.Trim() }; break;
                case "loginAnnuaire": found = found with { LoginAnnuaire = reader.ReadTextOrNull()?.Trim() }; break;
                default: reader.Skip(); break;
            }
        }

        return found;
    }

    // Apogée's ints have no nil everywhere: 0 is nobody's number.
    private static int? ReadNumber(XmlReader reader)
    {
        if (reader.ReadTextOrNull()?.Trim() is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number == 0 ? null : number
            : throw reader.Refuse("Un nombre entier est attendu");
    }
}
