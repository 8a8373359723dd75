using System.Collections.Frozen;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>One block of one version, prepared for reading and writing.</summary>
internal sealed class OpiBlocLayout
{
    public OpiBlocLayout(OpiElement element)
    {
        Bloc = BlocOpiNames.Parse(element.Nom);
        Root = OpiNode.Root(element);
        Required = [.. Root.Leaves().Where(l => l.Element.Requis)];
        RequiredOfItem = Root.Item is null ? [] : [.. Root.Item.Leaves().Where(l => l.Element.Requis)];
    }

    public BlocOpi Bloc { get; }
    public OpiNode Root { get; }
    public OpiNode[] Required { get; }
    public OpiNode[] RequiredOfItem { get; }
}

/// <summary>All blocks of one version.</summary>
internal sealed class OpiLayout
{
    private static readonly FrozenDictionary<int, OpiLayout> ByVersion =
        OpiSchema.Versions.ToFrozenDictionary(v => v.Numero, v => new OpiLayout(v));

    private readonly FrozenDictionary<string, OpiBlocLayout> _byElement;

    private OpiLayout(OpiVersion version)
    {
        Version = version;
        Blocs = [.. version.Donnees.Elements.Select(e => new OpiBlocLayout(e))];
        _byElement = Blocs.ToFrozenDictionary(b => b.Root.Element.Nom, StringComparer.Ordinal);
        Individu = Blocs.First(b => b.Bloc == BlocOpi.Individu);
    }

    public OpiVersion Version { get; }

    /// <summary>In schema order.</summary>
    public IReadOnlyList<OpiBlocLayout> Blocs { get; }

    public OpiBlocLayout Individu { get; }

    public static OpiLayout Of(int version) => ByVersion[version];

    public OpiBlocLayout? Bloc(string localName) => _byElement.GetValueOrDefault(localName);
}
