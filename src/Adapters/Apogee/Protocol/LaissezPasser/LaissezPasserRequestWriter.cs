using System.Xml;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Writes a laissez-passer in the form of a version. The contract has every child required and none nillable, so what
/// has no value is written empty; what version 1 cannot carry is left out and recorded.
/// </summary>
internal static class LaissezPasserRequestWriter
{
    private const int FieldsOfVersion1 = 11;

    public static OperationApogee Operation(int version) => version == 1
        ? new("mettreAJourLaissezPasserWS", "mettreAJourLaissezPasserWSResponse", "ce laissez-passer")
        : new("mettreAJourLaissezPasserWS_V2", "mettreAJourLaissezPasserWSResponse_V2", "ce laissez-passer");

    public static IReadOnlyList<Modification> Write(XmlWriter xml, int version, string espaceDeNoms, LaissezPasserContenu contenu)
    {
        var fields = FieldsOf(contenu);
        var written = version == 1 ? FieldsOfVersion1 : fields.Length;
        xml.WriteStartElement("lpa", Operation(version).Nom, espaceDeNoms);
        foreach (var (name, value) in fields.AsSpan(0, written))
            xml.WriteUnqualified(version == 1 ? "_" + name : name, value ?? "");
        xml.WriteEndElement();
        return [.. fields.Skip(written).Where(f => f.Value is not null)
            .Select(f => new Modification(f.Name, f.Value, null, "non transmis : n'existe pas dans la version 1 de LaissezPasserMetier"))];
    }

    private static (string Name, string? Value)[] FieldsOf(LaissezPasserContenu c) =>
    [
        ("typLpa", c.TypLpa), ("codAnu", c.CodAnu), ("numOPI", c.NumOpi), ("codEtu", c.CodEtu), ("codEtp", c.CodEtp),
            ("codVrsVet", c.CodVrsVet),
        ("codDip", c.CodDip), ("codVrsVdi", c.CodVrsVdi), ("codRgi", c.CodRgi), ("codStu", c.CodStu), ("libCmtLpa", c.LibCmtLpa),
        ("codCatOuiSi", c.CodCatOuiSi), ("mtfCat", c.MtfCat), ("codCatExoExt", c.CodCatExoExt),
    ];
}
