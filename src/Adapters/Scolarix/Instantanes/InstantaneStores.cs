using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>Where snapshots are kept.</summary>
internal sealed class InstantaneStores(Database database, DataKeys keys, RacinesDossiers racines)
    : PublicationStores(database, keys, racines, new PartTable("scolarix_partie", "instantane", Named: false, Partie))
{
    public static readonly SealedColumn Partie = new("scolarix_partie", "contenu")
    {
        Key = "instantane, numero",
        Owner = "(SELECT i.etablissement FROM scolarix_instantane i WHERE i.id = scolarix_partie.instantane)",
    };
}
