using Parcoursup.Gateway.Adapters.Apogee;
using Parcoursup.Gateway.Adapters.Catalogue;
using Parcoursup.Gateway.Adapters.Exposition;
using Parcoursup.Gateway.Adapters.Fregata;
using Parcoursup.Gateway.Adapters.Parcoursup;
using Parcoursup.Gateway.Adapters.Scolarix;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Composition;

/// <summary>
/// The systems that the gateway speaks with. A new one is a line here, and a folder of its own. Their order is that of their
/// sections in the configuration document.
/// </summary>
internal static class Modules
{
    public static IReadOnlyList<IModule> All { get; } =
    [
        new ParcoursupModule(),
        new ApogeeModule(),
        new ScolarixModule(),
        new FregataModule(),
        new CatalogueModule(),
        new ExpositionModule(),
    ];
}
